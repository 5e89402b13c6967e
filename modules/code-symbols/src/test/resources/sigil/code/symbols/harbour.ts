import { Base, type Other } from './base'

export type Ship<T = unknown> = {
  readonly name: string
  crew?: Array<{ rank: string }>
  sail(to: string): void
}
type Side = 'port'
  | 'starboard'

export interface Mover<T extends { id: number }> extends Base<T> {
  speed: number;
  move(by: number, how: { fast: boolean }): Promise<void>
  [key: string]: unknown
  new (x: number): Mover<T>
  call: (a: string) => { ok: boolean }
}

export const enum Tide { Low, High = 1 << 2, }

declare module 'harbour' { function outside(): void }
namespace Port.Inner {
  export const depth: Map<string, number> = new Map<string, number>()
}

@Injectable({ in: 'root' })
export abstract class Harbour<T> extends Base<Ship<T>> implements Mover<T> {
  private readonly ships: Map<string, Ship<T>[]> = new Map()
  @Input() name!: string
  static #count = 0
  constructor(private readonly berths: number, protected depth = 3, other: string) { super() }
  abstract leave(ship: Ship<T>): void
  find<K extends keyof T>(key: K): { found: T[K] } | undefined { return undefined }
  get size(): number { return 1 }
  handler = async (event: Event): Promise<void> => { const local = 1 }
}

export function dock(ship: string): void
export function dock<T>(ship: T): asserts ship is NonNullable<T> { function inner() { } }
export const sail = <T,>(x: T): T => x
let a: number, b = 2
export default function () { }
