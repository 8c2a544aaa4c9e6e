import { z } from 'zod'
import { ASSET_KINDS, factsOf, type AssetKind } from '../kinds.ts'
import { levelsOf, type Level } from '../levels.ts'

/** A level of one kind, to be asked of a client on one asset. */
export function levelOf(kind: AssetKind) {
  return z.enum(levelsOf(kind) as [Level, ...Level[]]).meta({ metagrant: 'level', kind })
}

/** A level of one kind or "none", which mostly means the same as leaving the kind out. */
function levelOrNone(kind: AssetKind) {
  return z
    .enum(['none', ...levelsOf(kind)])
    .optional()
    .meta({ metagrant: 'level', kind, title: `The level on each ${factsOf(kind).title}` })
}

export const levelsByKind = z.strictObject(
  Object.fromEntries(ASSET_KINDS.map((kind) => [kind, levelOrNone(kind)])) as Record<
    AssetKind,
    ReturnType<typeof levelOrNone>
  >,
)

export type WrittenLevels = z.output<typeof levelsByKind>
