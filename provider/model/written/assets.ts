import { z } from 'zod'
import { ASSET_KINDS, factsOf, type AssetKind } from '../kinds.ts'
import type { KINDS } from '../kinds/index.ts'
import { levelOf } from './levels.ts'
import { adAccountId, graphId, metaName, money } from './scalars.ts'

/** What an asset that spends should show when a run verifies it. */
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

const ID = { digits: graphId, 'act-and-digits': adAccountId }

/** The keys of every kind's entries. */
function commonOf(kind: AssetKind) {
  return {
    id: ID[factsOf(kind).id],
    owner: z
      .enum(['business', 'person', 'agency'])
      .default('business')
      .meta({ title: 'Who owns it at Meta: the Business of the client, a person, or our own Business' }),
    name: metaName.meta({ title: 'The name of the asset' }),
    partner: levelOf(kind)
      .optional()
      .meta({ title: 'The level to ask of the client', description: 'Default: that of the package' }),
  }
}

/** The key under which an entry names its links, for a kind that has one. */
function linkOf(kind: AssetKind): z.ZodRawShape {
  const { link } = factsOf(kind)
  if (link === undefined) return {}
  const id = ID[factsOf(link.to).id]
  const { key, title, many } = link
  return { [key]: many ? z.array(id).default([]).meta({ title }) : id.optional().meta({ title }) }
}

function assetOf(kind: AssetKind) {
  const spend = factsOf(kind).spends ? expected : {}
  return z.strictObject({ ...commonOf(kind), ...spend, ...linkOf(kind) })
}

type Facts = (typeof KINDS)[number]
type LinkKey = Extract<Facts, { readonly link: unknown }>['link']['key']

/** An entry in a list of assets, of any kind; a key that the kind does not have is absent. */
export type WrittenAsset = z.output<z.ZodObject<ReturnType<typeof commonOf>>> &
  z.output<z.ZodObject<typeof expected>> & { readonly [Key in LinkKey]?: string | readonly string[] }

/** The assets of a client, by kind. */
export const assets = z
  .strictObject(
    Object.fromEntries(
      ASSET_KINDS.map((kind) => [
        factsOf(kind).list,
        z
          .array(assetOf(kind))
          .optional()
          .meta({ title: factsOf(kind).listTitle }),
      ]),
    ) as unknown as Record<Facts['list'], z.ZodOptional<z.ZodArray<z.ZodType<WrittenAsset>>>>,
  )
  .meta({
    title: 'What the client owns and we work on',
    description: '[] means none; metagrant does not manage a kind that is left out',
  })
