-- CREATE TABLE decoy (id int);
create table if not exists port.ships (
    id serial primary key,
    name varchar(20) default 'create table no (x int);' not null,
    "home port" numeric(3, 1),
    constraint named unique (name),
    foreign key (id) references piers (id)
);
CREATE UNIQUE INDEX CONCURRENTLY ships_name ON port.ships (name);
CREATE OR REPLACE VIEW port.docked AS SELECT * FROM port.ships;
CREATE FUNCTION dock(ship int, at text) RETURNS int AS $body$
  create table inside (id int);
$body$ LANGUAGE sql;
CREATE TYPE tide AS ENUM ('low', 'high');
/* outer /* create table nested (id int); */ */
CREATE TRIGGER turn BEFORE INSERT ON port.ships EXECUTE FUNCTION dock();
CREATE SCHEMA harbour;
CREATE SEQUENCE numbers START 1;
CREATE TABLE [dbo].[pier] ([length] int, `width` int);
create procedure leave as select 1;
