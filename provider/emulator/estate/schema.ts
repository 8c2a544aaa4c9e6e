import { z } from 'zod'
import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { KIND_RULES, rulesOf } from '../kinds/index.ts'
import { business } from './businesses.ts'
import { SCOPES } from './scopes.ts'
import { assetId, graphId, moment, taskNames } from './scalars.ts'

const GROUP_KINDS = ASSET_KINDS.filter((kind) => rulesOf(kind).group?.tasks !== undefined)

const app = z
  .strictObject({
    id: graphId.default('700000000000001'),
    name: z.string().default('metagrant'),
    secret: z.string().min(1).default('emulated-app-secret').describe('Key of appsecret_proof'),
    require_proof: z.boolean().default(false).describe('Refuse calls without a right appsecret_proof'),
    tier: z
      .enum(['limited', 'full'])
      .default('full')
      .describe('Access tier, which sets the hourly budget of calls'),
    daily_users: z
      .int()
      .min(1)
      .default(100)
      .describe('Users a day: 200 calls an hour each, for tokens of people'),
    claimed_by: z
      .array(graphId)
      .default([])
      .describe('Businesses that claimed the app: it may invite people and make system users there'),
    version_upgrades: z
      .boolean()
      .default(true)
      .describe('Whether calls to ended Marketing versions are upgraded; false for an app that opted out'),
    method_override: z
      .boolean()
      .default(true)
      .describe('Whether a POST may carry another method; false for an app made after 2026-11-04'),
    pixel_edit: z
      .boolean()
      .default(true)
      .describe('Whether the app is on the allow-list for the task EDIT of pixels'),
  })
  .describe('The app that every token belongs to')

const token = z
  .strictObject({
    name: z.string().min(1).describe('How tests and commands ask for it'),
    token: z.string().min(8).optional().describe('The token itself; made from the name when absent'),
    holder: graphId.describe('Id of the person or system user who holds it'),
    scopes: z.array(z.enum(SCOPES)).default([...SCOPES]),
    expires_at: moment.optional().describe('Never when absent'),
    revoked: z.boolean().default(false),
    client_integration: z
      .boolean()
      .default(false)
      .describe('A business-integration token: `me` answers client_business_id'),
  })
  .describe('An access token')

const agreement = z
  .strictObject({
    id: graphId,
    from: graphId.describe('The Business that shares'),
    to: graphId.describe('The Business that has to accept'),
    status: z.enum(['PENDING', 'APPROVE', 'DECLINE', 'CANCELED', 'EXPIRED']).default('PENDING'),
    shares: z.array(z.strictObject({ asset: graphId.describe('A pixel'), tasks: taskNames })).default([]),
  })
  .describe('A sharing agreement: pixels wait in it until the other Business accepts')

/** By kind, for the kinds whose tasks a group gives (graph-api 1.2). */
const groupedTasks = z.strictObject(
  Object.fromEntries(GROUP_KINDS.map((kind) => [kind, taskNames.optional()])),
) as unknown as z.ZodType<Readonly<Partial<Record<AssetKind, string[]>>>>

const assetGroup = z
  .strictObject({
    id: graphId,
    owner: graphId.describe('The Business that made the group'),
    name: z.string(),
    assets: z.array(assetId).default([]).describe('Assets that it owns or that are shared with it'),
    people: z.array(z.strictObject({ user: graphId, tasks: groupedTasks })).default([]),
  })
  .describe('An asset group, which gives people tasks on all its assets; it is made by hand')

const request = z
  .strictObject({
    id: graphId,
    business: graphId.describe('The Business that asks'),
    asset: assetId.describe('A Page or an ad account'),
    tasks: taskNames,
    owns: z.boolean().default(false).describe('It asks to own the asset, not for access'),
    created_time: moment.optional(),
  })
  .describe('A request for access that the owner has not answered yet')

type KindSchema = (typeof KIND_RULES)[AssetKind]['estate']

const asset = z.discriminatedUnion(
  'kind',
  Object.values(KIND_RULES).map(({ estate }) => estate) as unknown as readonly [KindSchema, ...KindSchema[]],
)

export const estateSchema = z
  .strictObject({
    estate: z.literal(1).describe('Version of this format'),
    app: app.prefault({}),
    businesses: z.array(business).default([]),
    tokens: z.array(token).default([]),
    assets: z.array(asset).default([]),
    asset_groups: z.array(assetGroup).default([]),
    agreements: z.array(agreement).default([]),
    requests: z.array(request).default([]),
  })
  .describe('Everything that a local Graph API holds: Businesses, people, assets and who may do what')

export type Estate = z.output<typeof estateSchema>
export type EstateInput = z.input<typeof estateSchema>
export type EstateAsset = z.output<typeof asset>
