/** `npm run quick` is for the one who changes something and wants an answer in a minute; the gate tries everything. */
export const IS_QUICK = process.env['METAGRANT_QUICK'] !== undefined

/** How many cases a law is tried on: all of them in the gate, a tenth in quick. */
export function cases(all: number): number {
  return IS_QUICK ? Math.ceil(all / 10) : all
}

/** The items that a table of tests goes through: all of them in the gate, every tenth in quick. */
export function sample<T>(all: readonly T[]): readonly T[] {
  return all.filter((_, index) => !IS_QUICK || index % 10 === 0)
}

/** Whether tests run that the gate has no time for: with METAGRANT_LONG, before a release (CONTRIBUTING, "The gate"). */
export const LONG = process.env['METAGRANT_LONG'] !== undefined
