import type { AssetKind } from '../../model/kinds.ts'
import type { WorldAsset } from '../world/world.ts'
import { adAccount } from './ad-account.ts'
import { catalog } from './catalog.ts'
import { instagram } from './instagram.ts'
import type { KindRules } from './kind-rules.ts'
import { page } from './page.ts'
import { pixel } from './pixel.ts'
import { whatsapp } from './whatsapp.ts'

/** The rules of every kind in the model. */
export const KIND_RULES = {
  ad_account: adAccount,
  pixel,
  page,
  instagram,
  catalog,
  whatsapp,
} satisfies Readonly<Record<AssetKind, unknown>>

/** The rules of a kind, typed for any asset: callers pass only assets of that kind. */
export function rulesOf(kind: AssetKind): KindRules<WorldAsset> {
  return KIND_RULES[kind] as unknown as KindRules<WorldAsset>
}
