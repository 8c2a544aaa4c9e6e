import { factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { closure, normaliseTasks } from '../../provider/model/tasks.ts'
import { fieldOf, rowsOf, type AskGraph } from './ask.ts'
import type { Found } from './find.ts'
import { observe, type Observation } from './observation.ts'

/** `at` is the section of docs/graph-api.md, and the number of the question in section 9. */
export type Question = {
  readonly at: string
  readonly asks: string
  readonly ask: (call: AskGraph, found: Found) => Promise<readonly Observation[]>
}

/** Questions that only read. Each is marked INFERENCE or as not established in docs/graph-api.md. */
export const READS: readonly Question[] = [
  {
    at: '9, question 3',
    asks: 'Which tasks come with a task, beyond what the code holds?',
    ask: tasksPerKind,
  },
  { at: '9, question 4', asks: 'The HTTP status of an error code', ask: errorStatuses },
  {
    at: '9, question 5',
    asks: 'The values of user_type and two_fac_status',
    ask: async (call, { business }) => [
      await seen(call, '{business}/business_users', `${business}/business_users`, {
        fields: 'id,two_fac_status,role',
      }),
      await seen(call, '{business}/system_users', `${business}/system_users`),
    ],
  },
  {
    at: '9, question 6',
    asks: 'The values of access_status',
    ask: async (call, { business }) => [
      await seen(call, '{business}/agencies', `${business}/agencies`, { fields: 'id,access_status' }),
      await seen(call, '{business}/clients', `${business}/clients`, { fields: 'id,access_status' }),
    ],
  },
  {
    at: '9, question 7; 1.4',
    asks: 'What me lists, and under which names the tasks of Pages are',
    ask: async (call) => [
      await seen(call, 'me/accounts', 'me/accounts', { fields: 'id,tasks' }),
      await seen(call, 'me/adaccounts', 'me/adaccounts'),
      await seen(call, 'me/businesses', 'me/businesses'),
      await seen(call, 'me/permissions', 'me/permissions'),
    ],
  },
  {
    at: '9, question 10',
    asks: 'May a batch hold debug_token?',
    ask: async (call) => {
      const relative_url = 'debug_token?input_token=not-a-token'
      const answer = await call('POST', '', { batch: JSON.stringify([{ method: 'GET', relative_url }]) })
      const [first] = Array.isArray(answer.body) ? (answer.body as unknown[]) : []
      const inner = fieldOf(first, 'code')
      const says = typeof inner === 'number' ? `the operation answers ${inner}` : 'no operation answers'
      return [observe('POST batch of debug_token', { ...answer, body: {} }, says)]
    },
  },
  {
    at: '1.4 and 1.5',
    asks: 'Fields of rows by default, and the size of a page',
    ask: rowsByDefault,
  },
  {
    at: '2.1 and 8',
    asks: 'What our side sees of a Business that is not ours',
    ask: async (call, { clients: [client] }) =>
      client === undefined
        ? []
        : [
            await seen(call, '{client}?two_factor_type', client, { fields: 'two_factor_type' }),
            await seen(call, '{client}?verification_status', client, { fields: 'verification_status' }),
            await seen(call, '{client}/business_users', `${client}/business_users`),
          ],
  },
  {
    at: '1.2 and 1.4',
    asks: 'Asset groups, and who may read them',
    ask: async (call, { business }) => [
      await seen(call, '{business}/business_asset_groups', `${business}/business_asset_groups`),
    ],
  },
]

async function seen(
  call: AskGraph,
  template: string,
  path: string,
  params: Readonly<Record<string, string>> = {},
): Promise<Observation> {
  const shown = params['fields'] === undefined ? template : `${template}?fields=${params['fields']}`
  return observe(`GET ${shown}`, await call('GET', path, params))
}

/** Errors that a read provokes and that change nothing. */
async function errorStatuses(call: AskGraph, { business, assets }: Found): Promise<Observation[]> {
  const [asset] = assets
  return [
    await seen(call, '{id that nobody has}', '1'),
    await seen(call, 'me?fields={no field}', 'me', { fields: 'no_such_field_of_ours' }),
    await seen(call, '{business}/{no edge}', `${business}/no_such_edge_of_ours`),
    await seen(call, 'me/{two unknown parts}', 'me/accounts/no/such'),
    await seen(call, 'me with a wrong proof', 'me', { appsecret_proof: '0'.repeat(64) }),
    ...(asset === undefined
      ? []
      : [await seen(call, `{${asset.kind}}/assigned_users without business`, `${asset.id}/assigned_users`)]),
  ]
}

/** Tasks on one asset of each kind, and which of them the closure of the code does not explain. */
async function tasksPerKind(call: AskGraph, { business, assets, pageCall }: Found): Promise<Observation[]> {
  const found: Observation[] = []
  for (const { kind, id } of assets) {
    const ask = factsOf(kind).hasOwnToken ? await pageCall(id) : call
    if (ask === undefined) continue
    const answer = await ask('GET', `${id}/assigned_users`, { business, fields: 'id,tasks,user_type' })
    const lists = rowsOf(answer).map((row) => fieldOf(row, 'tasks'))
    const unknown = [...new Set(lists.flatMap((tasks) => unexplained(kind, tasks)))].sort()
    const says =
      unknown.length === 0 ? 'nothing beyond the code' : `unknown to the code: ${unknown.join(' ')}`
    found.push(observe(`GET {${kind}}/assigned_users?fields=id,tasks,user_type`, answer, says))
  }
  return found
}

/** Tasks that the kind does not list, of those that look like a task. */
function unexplained(kind: AssetKind, tasks: unknown): string[] {
  const names = normaliseTasks(
    (Array.isArray(tasks) ? tasks : []).filter(
      (task): task is string => typeof task === 'string' && /^[A-Z][A-Z_]{1,60}$/.test(task),
    ),
  )
  const known = new Set(closure(kind, [...factsOf(kind).tasks]))
  return names.filter((name) => !known.has(name))
}

async function rowsByDefault(call: AskGraph, { business, edges }: Found): Promise<Observation[]> {
  const found: Observation[] = []
  for (const edge of edges) found.push(await seen(call, `{business}/${edge}`, `${business}/${edge}`))
  return found
}
