import sdk from 'facebook-nodejs-business-sdk'
import { describe, expect, test } from 'vitest'
import { EDGES, edgeTable } from '../../../provider/emulator/edges/table.ts'
import { assetGroupNode } from '../../../provider/emulator/nodes/asset-group.ts'
import { ASSET_NODES } from '../../../provider/emulator/nodes/assets.ts'
import { businessNode } from '../../../provider/emulator/nodes/business.ts'
import { campaignNode } from '../../../provider/emulator/nodes/campaign.ts'
import { agreementNode } from '../../../provider/emulator/nodes/requests.ts'
import { businessUserNode, roleRequestNode, systemUserNode } from '../../../provider/emulator/nodes/people.ts'
import type { NodeType } from '../../../provider/emulator/protocol/node.ts'

type SdkClass = { readonly prototype: object } & Readonly<Record<string, unknown>>
const classes = sdk as unknown as Readonly<Record<string, SdkClass | undefined>>

/** What v26 has and the SDK on npm, made from v24, has not. Source: graph-api 0. */
const NEW_IN_V26 = new Set(['PROFILE_PLUS_CREATIVE_MANAGEMENT', 'PROFILE_PLUS_CREATOR_MANAGEMENT'])

/** Enum getters of the SDK, by the parameter they list; the class is the one that the call answers or belongs to. */
const ENUMS: readonly {
  readonly edge: RegExp
  readonly param: string
  readonly getter: (sdkClass: string) => string
}[] = [
  { edge: /agencies$/, param: 'permitted_tasks', getter: (name) => `${name}.PermittedTasks` },
  { edge: /agencies$/, param: 'permitted_roles', getter: (name) => `${name}.PermittedRoles` },
  { edge: /assigned_users$/, param: 'tasks', getter: (name) => `${name}.Tasks` },
  {
    edge: /assigned_users$/,
    param: 'adaccount_tasks',
    getter: () => 'BusinessAssetGroup.AdaccountTasks',
  },
  { edge: /assigned_users$/, param: 'page_tasks', getter: () => 'BusinessAssetGroup.PageTasks' },
  { edge: /assigned_users$/, param: 'pixel_tasks', getter: () => 'BusinessAssetGroup.PixelTasks' },
  { edge: /client_pages$/, param: 'permitted_tasks', getter: () => 'Page.PermittedTasks' },
  { edge: /campaigns$/, param: 'effective_status', getter: () => 'Ad.EffectiveStatus' },
  { edge: /permissions$/, param: 'status', getter: () => 'Permission.Status' },
  { edge: /campaigns$/, param: 'objective', getter: () => 'Campaign.Objective' },
  { edge: /campaigns$/, param: 'special_ad_categories', getter: () => 'Campaign.SpecialAdCategories' },
  { edge: /campaigns$/, param: 'execution_options', getter: () => 'Campaign.ExecutionOptions' },
  { edge: /^(campaigns)?$/, param: 'status', getter: () => 'Campaign.Status' },
  { edge: /_users$|^$/, param: 'role', getter: () => 'BusinessUser.Role' },
  { edge: /business_users$|^$/, param: 'tasks', getter: () => 'BusinessUser.Tasks' },
  { edge: /business_users$/, param: 'invited_user_type', getter: () => 'BusinessUser.InvitedUserType' },
  { edge: /^$/, param: 'two_factor_type', getter: () => 'Business.TwoFactorType' },
  { edge: /^$|agreements$/, param: 'request_status', getter: () => 'BusinessAgreement.RequestStatus' },
  { edge: /stats$/, param: 'aggregation', getter: () => 'AdsPixelStatsResult.Aggregation' },
  { edge: /client_ad_accounts$/, param: 'permitted_tasks', getter: () => 'AdAccount.PermittedTasks' },
]

const name = ({ node, method, edge }: { node: string; method: string; edge: string }) =>
  `${method} ${node}/${edge}`

describe('EDGES', () => {
  test('serves no edge twice', () => {
    expect(new Set(EDGES.map(name)).size).toBe(EDGES.length)
  })

  test.each(EDGES.map((edge) => [name(edge), edge] as const))(
    '%s is a method of the SDK, or says why not',
    (_name, edge) => {
      if (edge.sdk === undefined) {
        expect(edge.reason ?? '').not.toBe('')
        return
      }
      const [className = '', method = ''] = edge.sdk.split('.')
      expect(method in (classes[className]?.prototype ?? {})).toBe(true)
    },
  )

  test('leaves the SDK out for few edges only', () => {
    expect(
      EDGES.filter(({ sdk: method }) => method === undefined)
        .map(name)
        .sort(),
    ).toEqual([
      'GET business/received_sharing_agreements',
      'GET business_user/assigned_ads_pixels',
      'GET root/debug_token',
      'GET root/oauth/access_token',
      'GET root/oauth/revoke',
      'GET system_user/accounts',
      'GET system_user/adaccounts',
      'GET system_user/assigned_ads_pixels',
      'GET system_user/assigned_instagram_accounts',
      'GET system_user/businesses',
      'GET system_user/permissions',
      'POST business/client_ad_accounts',
      'POST root/oauth/access_token',
    ])
  })

  const withValues = EDGES.flatMap((edge) =>
    Object.entries(edge.params).flatMap(([param, spec]) =>
      spec.values === undefined ? [] : [[`${name(edge)} ${param}`, edge, param, spec.values] as const],
    ),
  )

  test.each(withValues)('%s has values of the SDK', (_name, edge, param, values) => {
    const own = edge.sdk?.split('.')[0] ?? 'AdAccount'
    const found = ENUMS.find((one) => one.param === param && one.edge.test(edge.edge))
    expect(found).toBeDefined()
    const [className = '', getter = ''] = (found?.getter(own) ?? '').split('.')
    const known = Object.values((classes[className]?.[getter] ?? {}) as Record<string, string>)
    expect(known.length).toBeGreaterThan(0)
    expect(values.filter((value) => !known.includes(value) && !NEW_IN_V26.has(value))).toEqual([])
  })

  test('has no way to take somebody off a pixel', () => {
    expect(edgeTable.find('pixel', 'DELETE', 'assigned_users')).toBeUndefined()
    expect(edgeTable.find('act', 'DELETE', 'assigned_users')).toBeDefined()
  })
})

/** Fields that the docs give and the SDK's classes do not list. */
const DOCS_ONLY: Readonly<Record<string, readonly string[]>> = {
  SystemUser: ['role', 'business', 'client_business_id'],
  AdAccount: [],
}

const NODES = [
  ...Object.values(ASSET_NODES),
  businessNode,
  businessUserNode,
  systemUserNode,
  roleRequestNode,
  assetGroupNode,
  agreementNode,
  campaignNode,
]

describe('node fields', () => {
  test.each(NODES.map((node) => [node.label, node as NodeType<never>] as const))(
    'of %s are fields of the SDK',
    (label, node) => {
      const known = Object.keys(classes[label]?.['Fields'] ?? {})
      expect(known.length).toBeGreaterThan(0)
      const unknown = Object.keys(node.fields).filter(
        (field) => !known.includes(field) && DOCS_ONLY[label]?.includes(field) !== true,
      )
      expect(unknown).toEqual([])
    },
  )
})
