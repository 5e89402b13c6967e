#!/usr/bin/env node
// function decoy() {}
'use strict';
const berths = 12, depth = /[/}'"]function no() {/g.test('x'), half = 6 / 2 / 1;
let tide = `function ${berths > 1 ? `in ${depth} {` : "}"} no() {`
var dock = function (ship) { return ship }
export const sail = async (to) => { const local = 1; function inner() {} }

export default class Harbour extends Base {
  #ships = []
  static count = 0
  name = () => { }
  constructor(name) { super(); this.name = name }
  get size() { return this.#ships.length }
  async *each() { yield 1 }
  static { setup() }
  'quoted'() { }
  [Symbol.iterator]() { }
  leave(ship, { fast = true } = {}) {
    return class Local { run() { } }
  }
}

Harbour.prototype.extend = function (by) { return by }
module.exports.close = function close() { }

async function* ships(from, to) {
  if (from) { var notThis = 1 }
}
