import { adAccount } from './ad-account.ts'
import { catalog } from './catalog.ts'
import { instagram } from './instagram.ts'
import { page } from './page.ts'
import { pixel } from './pixel.ts'

/** The kinds whose access metagrant manages, in the order in which people read them. */
export const KINDS = [adAccount, pixel, page, instagram, catalog] as const
