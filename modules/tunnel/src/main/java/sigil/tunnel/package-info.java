/**
 * The way between the internet and an origin on this machine: configurations are written for it, held against the rules of those who read them, and
 * tried. Nothing here knows what the origin serves.
 */
package sigil.tunnel;
