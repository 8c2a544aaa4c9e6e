import { z } from 'zod'
import { KIND_TITLE, type AssetKind } from '../kinds.ts'
import { levelsOf } from '../levels.ts'

/** A level of one kind, as asked of a client on one asset. */
export function levelOf(kind: AssetKind) {
  return z.enum(levelsOf(kind) as [string, ...string[]]).meta({ metagrant: 'level', kind })
}

/** A level of one kind or "none", which says in so many words what leaving the kind out says in most places. */
function levelOrNone(kind: AssetKind) {
  return z
    .enum(['none', ...levelsOf(kind)])
    .optional()
    .meta({ metagrant: 'level', kind, title: `The level on each ${KIND_TITLE[kind]}` })
}

export const levelsByKind = z.strictObject({
  ad_account: levelOrNone('ad_account'),
  pixel: levelOrNone('pixel'),
  page: levelOrNone('page'),
  instagram: levelOrNone('instagram'),
  catalog: levelOrNone('catalog'),
})

export type WrittenLevels = z.output<typeof levelsByKind>
