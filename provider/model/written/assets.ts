import { z } from 'zod'
import type { AssetKind } from '../kinds.ts'
import { levelOf } from './levels.ts'
import { adAccountId, graphId, money, sentence } from './scalars.ts'

/** What an ad account should show when it is verified. */
export const expected = {
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters such as EUR')
    .optional()
    .meta({ title: 'Currency of the ad account', examples: ['EUR'] }),
  timezone: z
    .string()
    .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'a name such as Europe/Paris')
    .optional()
    .meta({ title: 'Time zone of the ad account', examples: ['Europe/Paris'] }),
  spend_cap: money.optional().meta({ title: 'Spending limit, in units of the currency; 0 means none' }),
}

const adAccount = z.strictObject({ id: adAccountId, ...fieldsOf('ad_account'), ...expected })
const pixel = z.strictObject({
  id: graphId,
  ...fieldsOf('pixel'),
  ad_accounts: z.array(adAccountId).default([]).meta({ title: 'The ad accounts that use this pixel' }),
})
const page = z.strictObject({ id: graphId, ...fieldsOf('page') })
const instagram = z.strictObject({
  id: graphId,
  ...fieldsOf('instagram'),
  page: graphId.optional().meta({ title: 'The id of the Page it is linked to' }),
})
const catalog = z.strictObject({ id: graphId, ...fieldsOf('catalog') })

/** The assets of a client, by kind. */
export const assets = z
  .strictObject({
    ad_accounts: z.array(adAccount).optional().meta({ title: 'Ad accounts' }),
    pixels: z.array(pixel).optional().meta({ title: 'Pixels (datasets)' }),
    pages: z.array(page).optional().meta({ title: 'Pages' }),
    instagram_accounts: z.array(instagram).optional().meta({ title: 'Instagram accounts' }),
    catalogs: z.array(catalog).optional().meta({ title: 'Catalogs' }),
  })
  .meta({
    title: 'What the client owns and we work on',
    description: '[] means none; metagrant does not manage a kind that is left out',
  })

function fieldsOf(kind: AssetKind) {
  return {
    owner: z
      .enum(['business', 'person'])
      .default('business')
      .meta({ title: 'Who owns it at Meta: the Business of the client, or a person' }),
    name: sentence.meta({ title: 'The name of the asset' }),
    partner: levelOf(kind)
      .optional()
      .meta({ title: 'The level to ask of the client', description: 'Default: that of the package' }),
  }
}
