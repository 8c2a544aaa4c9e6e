import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { memberHandler } from '../../../provider/resources/member-handler.ts'
import { memberLookup } from '../../../provider/resources/member-lookup.ts'
import type { MemberInputs, MemberState } from '../../../provider/resources/member.ts'
import { metaFrom } from '../../../provider/resources/meta.ts'
import { acmeEstate, AGENCY, startAcme, type Acme } from './support.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

/** Longer than any run looks again. */
const FOR_EVER = 600_000
const SYSTEM_USERS = 'POST business/system_users'
const COMMON = { resource: 'member', agencyBusiness: AGENCY, agencyName: 'Agency' } as const
const NIGHTLY: MemberInputs = { ...COMMON, principal: 'nightly', systemUser: true, role: 'employee' }
const NINA: MemberInputs = {
  ...COMMON,
  principal: 'nina@northlight.example',
  systemUser: false,
  role: 'employee',
}

/** Meta does what it is asked, and says that it is not available. */
const CARRIED_OUT: FaultInput = {
  match: { edge: SYSTEM_USERS },
  carried_out: true,
  outcome: { error: { code: 2, status: 503 } },
}

/** A handler as one run has it. */
function run({ emulator: { url, tokens } }: Acme) {
  const env = { META_GRAPH_URL: url, META_AGENCY_TOKEN: tokens['agency'] }
  const meta = metaFrom(async () => env)
  return memberHandler(memberLookup(env, meta), meta)
}

function namesIn({ emulator }: Acme): string[] {
  return [...emulator.world.members.values()].flatMap((one) =>
    one.systemUser && one.name === 'nightly' ? one.name : [],
  )
}

function codesOf({ failures }: { failures: readonly { finding: { code: string } }[] }): string[] {
  return failures.map(({ finding }) => finding.code)
}

describe.concurrent('memberHandler', () => {
  test('ends when a new system user shows, where reads lag behind writes', async () => {
    await using acme = await startAcme(acmeEstate(), [{ match: { method: 'GET' }, outcome: { lag: 300 } }])
    const { state, failures } = await run(acme).apply(NIGHTLY, undefined)
    expect([state, failures]).toMatchObject([{ observed: { principal: 'nightly' } }, []])
    expect(state.asked).toBeUndefined()
    expect(acme.writes()).toEqual([SYSTEM_USERS])
  })

  test('asks once for a system user whose making is answered 503, finds it, and is done', async () => {
    await using acme = await startAcme(acmeEstate(), [CARRIED_OUT])
    const { state, failures } = await run(acme).apply(NIGHTLY, undefined)
    expect([failures, state.observed?.principal, namesIn(acme)]).toEqual([[], 'nightly', ['nightly']])
    expect(acme.writes()).toEqual([SYSTEM_USERS])
  })

  test(
    'never asks twice for a system user that does not show, in this run or a later one',
    { timeout: 30_000 },
    async () => {
      const lag: FaultInput = { match: { edge: 'GET business/system_users' }, outcome: { lag: FOR_EVER } }
      await using acme = await startAcme(acmeEstate(), [CARRIED_OUT, lag])
      const first = await run(acme).apply(NIGHTLY, undefined)
      expect([codesOf(first), first.state.asked]).toEqual([['SYSTEM_USER_NOT_SHOWN'], true])
      const read = await run(acme).read(first.state)
      expect(read.asked).toBe(true)
      const second = await run(acme).apply(NIGHTLY, read)
      expect([codesOf(second), second.state.asked]).toEqual([['SYSTEM_USER_NOT_SHOWN'], true])
      expect([acme.writes(), namesIn(acme)]).toEqual([[SYSTEM_USERS], ['nightly']])
    },
  )

  test('asks again for a system user that Meta refused, for then it was not made', async () => {
    const refused: FaultInput = {
      match: { edge: SYSTEM_USERS },
      times: 1,
      outcome: { error: { code: 10 } },
    }
    await using acme = await startAcme(acmeEstate(), [refused])
    const first = await run(acme).apply(NIGHTLY, undefined)
    expect([codesOf(first), first.state.asked]).toEqual([['PERMISSION_MISSING'], undefined])
    expect(codesOf(await run(acme).apply(NIGHTLY, first.state))).toEqual([])
    expect(namesIn(acme)).toEqual(['nightly'])
  })

  test.each<[string, FaultInput['outcome']]>([
    ['{"success":false}', { answer: { success: false } }],
    ['{}', { answer: {} }],
    ['[]', { answer: [] }],
    ['no answer', { reset: true }],
  ])(
    'does not take an invitation for sent, or a membership for ended, by %s without effect',
    { timeout: 30_000 },
    async (_what, outcome) => {
      await using acme = await startAcme(acmeEstate(), [
        { match: { edge: 'POST business/business_users' }, outcome },
        { match: { method: 'DELETE' }, outcome },
      ])
      const [invited, removed] = await Promise.all([
        run(acme).apply(NINA, undefined),
        run(acme).remove({ ...COMMON, ...DEV_MEMBER }),
      ])
      expect([codesOf(invited), invited.state.observed, codesOf(removed)]).toEqual([
        ['MEMBER_NOT_SHOWN'],
        undefined,
        ['MEMBER_NOT_SHOWN'],
      ])
    },
  )

  test('does not take a member for removed where the look after it fails', { timeout: 60_000 }, async () => {
    const blind: FaultInput = {
      match: { edge: 'GET business/business_users' },
      after: 1,
      outcome: { error: { code: 10 } },
    }
    await using acme = await startAcme(acmeEstate(), [blind])
    const { failures, state } = await run(acme).remove({ ...COMMON, ...DEV_MEMBER })
    expect(codesOf({ failures })).toEqual(['MEMBER_NOT_SHOWN'])
    expect(state.observed).toBeUndefined()
  })
})

const DEV_MEMBER: Omit<MemberState, keyof typeof COMMON> = {
  principal: 'dev@northlight.example',
  systemUser: false,
  role: 'employee',
  waiting: [],
}
