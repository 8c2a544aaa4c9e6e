import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { byHand, type Hand } from '../../../provider/emulator/hands.ts'
import { startEmulator, type Emulator, type EstateInput } from '../../../provider/emulator/index.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import { tasksOf, type Level } from '../../../provider/model/levels.ts'
import { assetHandler } from '../../../provider/resources/asset.ts'
import type { AssetInputs, AssetState } from '../../../provider/resources/inputs.ts'
import { metaFrom } from '../../../provider/resources/meta.ts'
import { observer } from '../../../provider/resources/observe.ts'
import { exampleEstate } from '../../support/workplace.ts'

export const AGENCY = '900000000000001'
export const ANA = 'ana@northlight.example'
export const DEV = 'dev@northlight.example'

const ACME = '100000000000001'

/** Puts our own system user on the Page, as an admin of ours does by hand. */
export const ON_THE_PAGE: Hand = { do: 'assign', asset: '2001', user: '9201', tasks: ['ANALYZE'] }

/** Acme, who gave us a token of its own, and has shared nothing. */
export function acmeEstate(more: { secondAdmin?: boolean } = {}): EstateInput {
  const example = exampleEstate()
  return {
    ...example,
    businesses: (example.businesses ?? []).map((business) =>
      business.id === ACME
        ? {
            ...business,
            second_admin_approval: more.secondAdmin ?? false,
            system_users: [{ id: '1102', name: 'partner-access', role: 'ADMIN' as const }],
          }
        : business,
    ),
    tokens: [...(example.tokens ?? []), { name: 'acme', holder: '1102' }],
    assets: (example.assets ?? []).map((asset) => ({ ...asset, partners: [], assignments: [] })),
  }
}

const IDS: Readonly<Record<AssetKind, string>> = {
  ad_account: 'act_1001',
  pixel: '3001',
  page: '2001',
  instagram: '5001',
  catalog: '4001',
  whatsapp: '6001',
}

export function inputs(
  kind: AssetKind,
  partner: Level,
  people: Readonly<Record<string, Level>>,
  more: Partial<AssetInputs> = {},
): AssetInputs {
  return {
    resource: 'asset',
    client: 'acme',
    clientBusiness: ACME,
    agencyBusiness: AGENCY,
    clientSide: 'by-token',
    unmanaged: 'report',
    kind,
    asset: IDS[kind],
    name: 'an asset',
    route: 'partner',
    partner: { level: partner, tasks: tasksOf(kind, partner) },
    people: Object.fromEntries(
      Object.entries(people).map(([who, level]) => [
        who,
        { level, tasks: tasksOf(kind, level), because: [{ function: 'x' }] },
      ]),
    ),
    ...more,
  }
}

/** Acme's emulated Meta with what a provider process does there. */
export type Acme = AsyncDisposable & {
  readonly emulator: Emulator
  /** A handler as one run has it: what it looked at once it does not look at again. */
  readonly handler: () => ReturnType<typeof assetHandler>
  /** Applies and gives the state; a change that Meta refuses is an error here. */
  readonly apply: (wanted: AssetInputs, olds?: AssetState) => Promise<AssetState>
  readonly hands: (...deeds: readonly Hand[]) => void
  /** The edges that were written, in order. */
  readonly writes: () => string[]
}

export async function startAcme(
  estate: EstateInput = acmeEstate(),
  faults: readonly FaultInput[] = [],
): Promise<Acme> {
  const emulator = await startEmulator({ estate, faults })
  const { tokens, url } = emulator
  const env = {
    META_GRAPH_URL: url,
    META_AGENCY_TOKEN: tokens['agency'],
    META_CLIENT_TOKEN_ACME: tokens['acme'],
  }
  const handler = () => {
    const meta = metaFrom(async () => env)
    return assetHandler(observer(env, meta), meta)
  }
  return {
    emulator,
    handler,
    apply: async (wanted, olds) => {
      const { state, failures } = await handler().apply(wanted, olds)
      if (failures.length > 0) throw new Error(JSON.stringify(failures))
      return state
    },
    hands: (...deeds) => {
      for (const deed of deeds) byHand(emulator.world, deed)
    },
    writes: () =>
      emulator.requests.entries
        .filter(({ method, edge }) => method !== 'GET' && edge !== 'POST batch')
        .map(({ edge }) => edge),
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}
