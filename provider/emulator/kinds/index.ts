import type { AssetKind } from '../../model/kinds.ts'
import type { WorldAsset } from '../world/world.ts'
import { adAccount } from './ad-account.ts'
import { catalog } from './catalog.ts'
import { instagram } from './instagram.ts'
import type { KindRules } from './kind-rules.ts'
import { page } from './page.ts'
import { pixel } from './pixel.ts'
import { whatsapp } from './whatsapp.ts'

/** The rules of each kind that the model has. */
export const KIND_RULES = {
  ad_account: adAccount,
  pixel,
  page,
  instagram,
  catalog,
  whatsapp,
} satisfies Readonly<Record<AssetKind, unknown>>

/** The rules of a kind, as rules that take any asset: they are only ever asked about their own kind's. */
export function rulesOf(kind: AssetKind): KindRules<WorldAsset> {
  return KIND_RULES[kind] as unknown as KindRules<WorldAsset>
}
