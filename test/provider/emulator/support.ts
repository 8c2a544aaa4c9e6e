import type { EstateInput } from '../../../provider/emulator/estate/schema.ts'
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../provider/emulator/index.ts'

export const AGENCY = '9001'
export const OTHER_AGENCY = '9002'
export const CLIENT = '8001'
export const CAREFUL = '8002'

/** One agency and two clients; CAREFUL wants a second admin, and OTHER_AGENCY knows nobody. */
export const SMALL: EstateInput = {
  estate: 1,
  app: { claimed_by: [AGENCY] },
  businesses: [
    {
      id: AGENCY,
      name: 'Agency',
      people: [
        {
          id: '7101',
          user_id: '100000007101',
          name: 'Ana Perez',
          email: 'ana@agency.example',
          role: 'ADMIN',
        },
        { id: '7102', name: 'Ben Okafor', email: 'ben@agency.example' },
      ],
      system_users: [
        { id: '7001', name: 'metagrant', role: 'ADMIN' },
        { id: '7002', name: 'reader' },
      ],
      invitations: [{ id: '7901', email: 'new@agency.example' }],
    },
    { id: OTHER_AGENCY, name: 'Other', system_users: [{ id: '7003', name: 'other', role: 'ADMIN' }] },
    {
      id: CLIENT,
      name: 'Client',
      people: [{ id: '7201', name: 'Cleo Roy', email: 'cleo@client.example', role: 'ADMIN' }],
      system_users: [{ id: '7202', name: 'client', role: 'ADMIN' }],
    },
    {
      id: CAREFUL,
      name: 'Careful',
      second_admin_approval: true,
      system_users: [{ id: '7302', name: 'careful', role: 'ADMIN' }],
    },
  ],
  tokens: [
    { name: 'agency', holder: '7001' },
    { name: 'reader', holder: '7002' },
    { name: 'ana', holder: '7101' },
    { name: 'ben', holder: '7102' },
    { name: 'other', holder: '7003' },
    { name: 'client', holder: '7202' },
    { name: 'careful', holder: '7302' },
  ],
  assets: [
    {
      kind: 'ad_account',
      id: 'act_1001',
      name: 'Account',
      owner: CLIENT,
      promote_pages: ['3001'],
      instagram_accounts: ['4001'],
      partners: [{ business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] }],
      assignments: [
        { user: '7001', tasks: ['ADVERTISE', 'ANALYZE'] },
        { user: '7201', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] },
      ],
    },
    { kind: 'ad_account', id: 'act_1002', name: 'Unshared', owner: CLIENT },
    { kind: 'ad_account', id: 'act_1003', name: 'Careful account', owner: CAREFUL },
    {
      kind: 'pixel',
      id: '2001',
      name: 'Pixel',
      owner: CLIENT,
      shared_accounts: ['act_1001'],
      partners: [{ business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE', 'UPLOAD'] }],
    },
    {
      kind: 'page',
      id: '3001',
      name: 'Page',
      owner: CLIENT,
      instagram: '4001',
      partners: [
        { business: AGENCY, tasks: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'] },
      ],
      assignments: [{ user: '7001', tasks: ['ADVERTISE', 'ANALYZE'] }],
    },
    {
      kind: 'instagram',
      id: '4001',
      name: 'Instagram',
      ig_user_id: '17841400000004001',
      ig_username: 'client',
      owner: CLIENT,
      partners: [{ business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] }],
    },
    {
      kind: 'catalog',
      id: '5001',
      name: 'Catalog',
      owner: CLIENT,
      partners: [{ business: AGENCY, tasks: ['MANAGE', 'ADVERTISE'] }],
    },
    {
      kind: 'whatsapp',
      id: '6101',
      name: 'WhatsApp',
      owner: CLIENT,
      partners: [{ business: AGENCY, tasks: ['MANAGE'] }],
    },
  ],
}

export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
  /** "100/1752129", "100" or "ok". */
  readonly outcome: string
}

export type Ask = (
  method: string,
  path: string,
  params?: Record<string, unknown>,
  encoding?: 'json' | 'form',
) => Promise<Answer>

/** An emulator, on SMALL unless told otherwise. */
export async function small(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  return await startEmulator({ estate: SMALL, ...options })
}

/** Asks with a token: GET and DELETE in the query, POST as JSON or as a form. */
export function asking({ url }: Emulator, token: string | undefined, version = '/v26.0'): Ask {
  return async (method, path, params = {}, encoding = 'json') => {
    const texts = Object.entries(params).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    const inBody = method === 'POST'
    const query = inBody ? '' : new URLSearchParams(texts).toString()
    const response = await fetch(
      `${url}${version}/${path}${query === '' ? '' : `${path.includes('?') ? '&' : '?'}${query}`}`,
      {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(inBody && encoding === 'json' ? { 'content-type': 'application/json' } : {}),
        },
        ...(inBody
          ? { body: encoding === 'json' ? JSON.stringify(params) : new URLSearchParams(texts) }
          : {}),
      },
    )
    const body: unknown = JSON.parse(await response.text())
    return { status: response.status, body, headers: response.headers, outcome: outcomeOf(body) }
  }
}

export function outcomeOf(body: unknown): string {
  const error =
    body !== null && typeof body === 'object'
      ? (Reflect.get(body, 'error') as { code: number; error_subcode?: number } | undefined)
      : undefined
  if (error === undefined) return 'ok'
  return error.error_subcode === undefined ? String(error.code) : `${error.code}/${error.error_subcode}`
}

/** The Page's own token, asked for with another. */
export async function pageToken(emulator: Emulator, holder: string, page = '3001'): Promise<string> {
  const { body } = await asking(emulator, emulator.tokens[holder])('GET', page, { fields: 'access_token' })
  return (body as { access_token: string }).access_token
}

export function ids({ body }: Answer): string[] {
  return (body as { data: { id: string }[] }).data.map(({ id }) => id)
}

/** The row of a listing with this id. */
export function rowOf({ body }: Answer, id: string): Readonly<Record<string, unknown>> | undefined {
  return (body as { data: Readonly<Record<string, unknown>>[] }).data.find((row) => row['id'] === id)
}
