import * as fc from 'fast-check'
import { ASSET_KINDS } from '../../../provider/model/kinds.ts'
import { byHand, HandRefused } from '../../../provider/emulator/hands.ts'
import { parseEstate } from '../../../provider/emulator/index.ts'
import { Faults } from '../../../provider/emulator/faults.ts'
import { answer, type Api } from '../../../provider/emulator/protocol/answer.ts'
import { operationOf } from '../../../provider/emulator/protocol/request.ts'
import { CallBudget } from '../../../provider/emulator/protocol/usage.ts'
import { RequestLog } from '../../../provider/emulator/request-log.ts'
import { USER_TASKS } from '../../../provider/emulator/rules/task-names.ts'
import { loadWorld } from '../../../provider/emulator/world/load.ts'
import type { World } from '../../../provider/emulator/world/world.ts'
import { AGENCY, CAREFUL, CLIENT, OTHER_AGENCY, SMALL } from './support.ts'

/** The world of SMALL. */
export function newWorld(now = () => 0): World {
  const parsed = parseEstate(SMALL)
  if ('problems' in parsed) throw new TypeError('the estate of the tests is wrong')
  return loadWorld(parsed.estate, now)
}

/** What answers operations on a world, without HTTP. */
export function apiOn(world: World): Api {
  return {
    world,
    usage: new CallBudget(world.app),
    log: new RequestLog(),
    faults: new Faults([]),
    base: () => 'http://graph',
    propagationMs: 0,
  }
}

export const asset = fc.constantFrom(...(SMALL.assets ?? []).map(({ id }) => id))
export const business = fc.constantFrom(AGENCY, OTHER_AGENCY, CLIENT, CAREFUL)
export const user = fc.constantFrom(
  '7001',
  '7002',
  '7003',
  '7101',
  '7102',
  '7201',
  '7202',
  '7302',
  '100000007101',
)
export const tasks = fc.uniqueArray(
  fc.constantFrom(...new Set(ASSET_KINDS.flatMap((kind) => USER_TASKS[kind]))),
  {
    minLength: 1,
    maxLength: 5,
  },
)
export const token = fc.constantFrom('agency', 'reader', 'ana', 'ben', 'other', 'client', 'careful')

/** Any write of access, by hand or by API, right or wrong. */
export const step = fc.oneof(
  fc.record({ do: fc.constant('share' as const), asset, business, tasks }),
  fc.record({ do: fc.constant('unshare' as const), asset, business }),
  fc.record({ do: fc.constant('assign' as const), asset, user, tasks }),
  fc.record({ do: fc.constant('approve' as const), asset, business }),
  fc.record({ do: fc.constant('remove_person' as const), user }),
  fc.record({
    token,
    method: fc.constantFrom('POST' as const, 'DELETE' as const),
    path: asset.map((id) => `${id}/agencies`),
    params: fc.record({ business, permitted_tasks: tasks }),
  }),
  fc.record({
    token,
    method: fc.constantFrom('POST' as const, 'DELETE' as const),
    path: asset.map((id) => `${id}/assigned_users`),
    params: fc.record({ business, user, tasks }),
  }),
  fc.record({
    token,
    method: fc.constant('DELETE' as const),
    path: business.map((id) => `${id}/clients`),
    params: fc.record({ business }),
  }),
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Takes a step, whatever comes of it. */
export function take(api: Api, one: Step): void {
  const { world } = api
  if ('do' in one) {
    try {
      byHand(world, one)
    } catch (error) {
      if (!(error instanceof HandRefused)) throw error
    }
    return
  }
  const held = [...world.tokens.values()].find(({ name }) => name === one.token)?.token
  const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, params: object, as: string | undefined) =>
    answer(
      api,
      operationOf({
        method,
        path: `/v26.0/${path}`,
        query: new URLSearchParams(),
        body: { ...params },
        encoding: 'json',
        token: as,
        tokenInQuery: false,
        proof: undefined,
        batched: false,
      }),
    )
  const [id = ''] = one.path.split('/')
  const page =
    id === '3001'
      ? (ask('GET', id, { fields: 'access_token' }, held).body as { access_token?: string }).access_token
      : undefined
  ask(one.method, one.path, one.params, page ?? held)
}
