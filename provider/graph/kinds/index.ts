import { adAccount } from './ad-account.ts'
import { catalog } from './catalog.ts'
import { instagram } from './instagram.ts'
import type { NodesByKind } from './node-facts.ts'
import { page } from './page.ts'
import { pixel } from './pixel.ts'
import { whatsapp } from './whatsapp.ts'

/** The node facts of each kind. */
export const NODES: NodesByKind = {
  ad_account: adAccount,
  pixel,
  page,
  instagram,
  catalog,
  whatsapp,
}
