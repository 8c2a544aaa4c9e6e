import { describe, expect, it } from 'vitest'
import { isRuleId, judge } from '../../policies/judge.ts'
import type { PolicyRule, Scope } from '../../policies/rule.ts'
import { agencyScopes, clientScopes, textScope } from '../../policies/scopes.ts'
import { finding } from '../../provider/findings/catalogue.ts'
import { buildModel } from '../../provider/model/build.ts'
import type { Enforcement } from '../../provider/model/written/policy.ts'
import { exampleFiles, fileOf, TODAY } from '../support/scenario.ts'

const AT = { file: 'access/clients/acme.yaml', line: 20, column: 7 }

/** A rule that finds the same everywhere. */
function always(how: Partial<PolicyRule> = {}): PolicyRule {
  const find = () => [finding('instagram-is-linked', { asset: 'it' }, AT)]
  return {
    id: 'instagram-is-linked',
    title: 'T',
    reason: 'R.',
    source: ['brief 1'],
    asset: find,
    client: find,
    member: find,
    agency: find,
    files: find,
    ...how,
  }
}

function throwing(error: unknown): PolicyRule {
  const fail = (): never => {
    throw error
  }
  return always({ asset: fail, client: fail, member: fail, agency: fail, files: fail })
}

/** One scope of each sort, of the example with an exception of the policy in acme's file. */
function scopes(severity: Enforcement = 'mandatory', exception = ''): Record<Scope['on'], Scope> {
  const files = exampleFiles().map(({ path, bytes }) => {
    const text = new TextDecoder().decode(bytes)
    return fileOf(path, path.endsWith('acme.yaml') ? `${text}\n${exception}` : text)
  })
  const { model, findings } = buildModel(files, TODAY)
  expect(findings.filter((one) => one.severity === 'error')).toEqual([])
  const policy = {
    ...model!.policy,
    severity: { ...model!.policy.severity, 'instagram-is-linked': severity },
  }
  const own = { ...model!, policy }
  const acme = own.clients.find(({ slug }) => slug === 'acme')!
  const all = [textScope(own, files, TODAY), ...agencyScopes(own, TODAY), ...clientScopes(own, acme, TODAY)]
  return Object.fromEntries(all.map((one) => [one.on, one])) as Record<Scope['on'], Scope>
}

function lowering({ until = '2026-12-01', rule = 'instagram-is-linked', asset = '' } = {}): string {
  const which = asset === '' ? '' : `asset: "${asset}", `
  return `policy_exceptions:\n  - { rule: ${rule}, ${which}who: olga@northlight.example, reason: New, ticket: OPS-1, until: ${until} }\n`
}

function weights(found: ReturnType<typeof judge>): string[] {
  return found.map(({ code, severity }) => `${code} ${severity}`)
}

const SORTS = ['asset', 'client', 'member', 'agency', 'files'] as const

describe('judge', () => {
  it.each(SORTS)('gives a finding on %s the weight that the policy says', (on) => {
    expect(judge([always()], scopes()[on])).toEqual([
      { code: 'instagram-is-linked', severity: 'error', args: { asset: 'it' }, address: AT },
    ])
    expect(weights(judge([always()], scopes('advisory')[on]))).toEqual(['instagram-is-linked warning'])
    expect(judge([always()], scopes('off')[on])).toEqual([])
  })

  it.each(SORTS)('finds nothing on %s by a rule that does not look there', (on) => {
    const { [on]: _gone, ...blind } = always()
    expect(judge([blind], scopes()[on])).toEqual([])
  })

  it.each([
    ['asset', '4001'],
    ['client', 'acme'],
    ['member', 'conversions'],
    ['agency', 'agency.yaml and functions.yaml'],
    ['files', 'the text of the files'],
  ] as const)('makes an error of a rule that throws on %s, and goes on', (on, subject) => {
    for (const [error, message] of [
      [new TypeError('x is undefined'), 'x is undefined'],
      ['thrown text', 'thrown text'],
    ]) {
      const [first, second, ...others] = judge([throwing(error), always()], scopes()[on])
      expect(first).toEqual({
        code: 'rule-failed',
        severity: 'error',
        args: { rule: 'instagram-is-linked', subject, message },
      })
      expect([second?.code, others]).toEqual(['instagram-is-linked', []])
    }
  })

  it('makes no error less of a rule that throws because it is only advisory, or lowered', () => {
    expect(weights(judge([throwing('x')], scopes('advisory').client))).toEqual(['rule-failed error'])
    expect(weights(judge([throwing('x')], scopes('mandatory', lowering()).client))).toEqual([
      'rule-failed error',
    ])
  })

  it('only tells what an exception lowers, and names the exception', () => {
    const lowered = judge([always()], scopes('mandatory', lowering()).client)
    expect(weights(lowered)).toEqual(['instagram-is-linked warning', 'rule-lowered note'])
    expect(lowered[1]).toMatchObject({
      args: {
        rule: 'instagram-is-linked',
        client: 'acme',
        who: 'olga@northlight.example',
        ticket: 'OPS-1',
        until: '2026-12-01',
        reason: 'New',
      },
      address: { file: 'access/clients/acme.yaml', line: 38 },
    })
    expect(weights(judge([always()], scopes('mandatory', lowering()).asset))).toEqual(weights(lowered))
  })

  it.each([
    ['has ended', lowering({ until: '2026-11-23' })],
    ['is of another rule', lowering({ rule: 'pixel-is-linked' })],
  ])('refuses where the exception %s', (_name, exception) => {
    for (const on of ['client', 'asset'] as const)
      expect(weights(judge([always()], scopes('mandatory', exception)[on]))).toEqual([
        'instagram-is-linked error',
      ])
  })

  it('still tells on the last day of the exception', () => {
    const last = scopes('mandatory', lowering({ until: TODAY }))
    expect(weights(judge([always()], last.client))).toContain('instagram-is-linked warning')
  })

  it('lowers for one asset only what is found on that asset', () => {
    // The scope of an asset is that of the last one: the catalog.
    const of = (asset: string) => scopes('mandatory', lowering({ asset }))
    expect(weights(judge([always()], of('4001').asset))).toEqual([
      'instagram-is-linked warning',
      'rule-lowered note',
    ])
    expect(weights(judge([always()], of('5001').asset))).toEqual(['instagram-is-linked error'])
    expect(weights(judge([always()], of('4001').client))).toEqual(['instagram-is-linked error'])
  })

  it.each(['member', 'agency', 'files'] as const)('lowers nothing on %s: no client owns it', (on) => {
    expect(weights(judge([always()], scopes('mandatory', lowering())[on]))).toEqual([
      'instagram-is-linked error',
    ])
  })

  it('does not name an exception that nothing needs', () => {
    expect(judge([always({ client: () => [] })], scopes('mandatory', lowering()).client)).toEqual([])
    expect(weights(judge([always()], scopes('advisory', lowering()).client))).toEqual([
      'instagram-is-linked warning',
    ])
  })
})

describe('isRuleId', () => {
  it.each([
    ['no-secrets', true],
    ['rule-failed', false],
    ['policy-loosened', false],
    ['UNTIL_PAST', false],
    ['constructor', false],
  ])('%s: %s', (code, is) => {
    expect(isRuleId(code)).toBe(is)
  })
})
