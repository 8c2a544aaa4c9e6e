import { describe, expect, it } from 'vitest'
import { judgeFiles } from '../../policies/judge-files.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { LOWERABLE_RULES, RULE_IDS } from '../../provider/findings/codes/policy.ts'
import { buildModel } from '../../provider/model/build.ts'
import { DEFAULT_POLICY } from '../../provider/model/policy-defaults.ts'
import { exampleFiles, TODAY } from '../support/scenario.ts'
import { withoutPlaces } from '../support/without-places.ts'
import { exampleWith } from './support/example.ts'

function policyCodes(yaml: string): (string | number | undefined)[][] {
  const { findings } = buildModel(
    [
      ...exampleFiles().filter(({ path }) => !path.endsWith('policy.yaml')),
      { path: 'access/policy.yaml', bytes: new TextEncoder().encode(`version: 1\n${yaml}`) },
    ],
    TODAY,
  )
  return findings.map(({ code, address }) => [code, address?.file, address?.line])
}

describe('access/policy.yaml', () => {
  it('need not be there: the defaults hold', () => {
    const { model, findings } = buildModel(
      exampleFiles().filter(({ path }) => !path.endsWith('policy.yaml')),
      TODAY,
    )
    expect(findings).toEqual([])
    expect(model?.policy).toEqual(DEFAULT_POLICY)
  })

  it('says in the example what the defaults say', () => {
    const { severity, limits, duties, table, sharedMailboxes, naming } = exampleWith().model.policy
    expect(withoutPlaces({ severity, limits, duties, sharedMailboxes, naming })).toEqual(
      withoutPlaces({ ...DEFAULT_POLICY, table: undefined }),
    )
    expect([...table]).toEqual([...DEFAULT_POLICY.table])
  })

  it('changes what it says, and nothing else', () => {
    const { policy } = exampleWith({
      'access/policy.yaml': () =>
        'version: 1\nseverity: { no-secrets: off }\nlimits: { review_days: 30 }\nduties: { media: [] }\nshared_mailboxes: [desk]\nnaming: { pixel: x }\ntable:\n  billing: { business_roles: [], levels: { page: analyst, pixel: none } }\n',
    }).model
    expect(policy.severity).toEqual({ ...DEFAULT_POLICY.severity, 'no-secrets': 'off' })
    expect(policy.limits).toEqual({ ...DEFAULT_POLICY.limits, reviewDays: 30 })
    expect(policy.duties).toEqual({ ...DEFAULT_POLICY.duties, media: [] })
    expect(policy.sharedMailboxes).toEqual(['desk'])
    expect(policy.naming).toEqual({ ...DEFAULT_POLICY.naming, pixel: 'x' })
    expect(policy.table.get('billing')).toEqual({ businessRoles: [], levels: { page: 'analyst' } })
    expect(policy.table.get('analyst')).toEqual(DEFAULT_POLICY.table.get('analyst'))
  })

  it.each([
    ['severity: { no-secret: off }', 'KEY_MISSPELT'],
    ['severity: { no-secrets: never }', 'VALUE_WRONG'],
    ['severity: { rule-failed: off }', 'KEY_UNKNOWN'],
    ['limits: { exception_days: many }', 'VALUE_WRONG'],
    ['limits: { exception_days: -1 }', 'VALUE_WRONG'],
    ['limits: { exception_days: 99999 }', 'VALUE_WRONG'],
    ['naming: { pixel: "(" }', 'VALUE_WRONG'],
    ['naming: { pixel: "" }', 'VALUE_EMPTY'],
    ['duties: { media: all }', 'VALUE_WRONG'],
    ['table: { analyst: { business_roles: [owner], levels: {} } }', 'VALUE_WRONG'],
    ['table: { analyst: { levels: {} } }', 'KEY_MISSING'],
    ['exceptions: []', 'KEY_UNKNOWN'],
  ])('%s is %s, at its line', (yaml, code) => {
    expect(policyCodes(yaml)).toEqual([[code, 'access/policy.yaml', 2]])
  })

  it('leaves no model while it cannot be used', () => {
    const { built } = (() => {
      const files = exampleFiles().map((file) =>
        file.path.endsWith('policy.yaml') ? { ...file, bytes: new TextEncoder().encode('limits: 1') } : file,
      )
      return { built: buildModel(files, TODAY) }
    })()
    expect(built.model).toBeUndefined()
  })
})

describe('policy_exceptions', () => {
  const row = (more: string): string =>
    `policy_exceptions:\n  - { ${more}who: olga@northlight.example, reason: New, ticket: OPS-1, until: 2026-12-01 }\n`
  const found = (yaml: string) =>
    exampleWith({ 'access/clients/acme.yaml': (text) => `${text}\n${yaml}` }).built.findings.map(
      ({ code }) => code,
    )

  it.each(LOWERABLE_RULES)('lower %s', (rule) => {
    expect(found(row(`rule: ${rule}, `))).toEqual([])
  })

  it.each(RULE_IDS.filter((id) => !LOWERABLE_RULES.includes(id)))('cannot lower %s', (rule) => {
    expect(found(row(`rule: ${rule}, `))).toEqual(['VALUE_WRONG'])
  })

  it.each([
    ['another asset than those of the client', row('rule: few-admins, asset: act_1101, '), 'ASSET_UNKNOWN'],
    ['somebody who is none of us', row('rule: few-admins, ').replace('olga@', 'ogla@'), 'PERSON_UNKNOWN'],
    ['nobody', row('rule: few-admins, ').replace('who: olga@northlight.example, ', ''), 'KEY_MISSING'],
    ['no reason', row('rule: few-admins, ').replace('reason: New, ', ''), 'KEY_MISSING'],
    ['no ticket', row('rule: few-admins, ').replace('ticket: OPS-1, ', ''), 'KEY_MISSING'],
    ['no end', row('rule: few-admins, ').replace(', until: 2026-12-01', ''), 'KEY_MISSING'],
    ['no rule', row(''), 'KEY_MISSING'],
  ])('take %s for a fault', (_name, yaml, code) => {
    expect(found(yaml)).toEqual([code])
  })

  it('only lower rules that look at a client or an asset: nothing else is of one client', () => {
    const blind = POLICY_RULES.filter(({ asset, client }) => asset === undefined && client === undefined)
    expect(blind.filter(({ id }) => LOWERABLE_RULES.includes(id))).toEqual([])
  })
})

describe('judgeFiles', () => {
  const codesIn = (changes: Parameters<typeof exampleWith>[0]): string[] => {
    const { built, files } = exampleWith(changes)
    return judgeFiles(POLICY_RULES, built, files, TODAY).map(({ code }) => code)
  }
  const bare = (text: string): string =>
    text.replace(/^preflight:.*\n/m, '').replace(/^last_review:.*\n/m, '')

  it('judges a client whose file is sound, and not one whose file has an error', () => {
    const changes = { 'access/clients/acme.yaml': bare }
    expect(codesIn(changes)).toEqual([
      ...Array.from({ length: 3 }, () => 'preflight-is-complete'),
      'review-is-recent',
    ])
    expect(codesIn({ 'access/clients/acme.yaml': (text) => `${bare(text)}colour: blue\n` })).toEqual([])
    // An error that only the files together show leaves the client in the model, and its file unjudged all the same.
    const stranger = (text: string): string =>
      bare(text).replace('ana@northlight.example', 'wilhelmina@northlight.example')
    expect(codesIn({ 'access/clients/acme.yaml': stranger })).toEqual([])
    expect(codesIn({ ...changes, 'access/clients/bloom.yaml': (text) => `${text}colour: blue\n` })).toContain(
      'review-is-recent',
    )
  })

  it('judges only the text while what is common to all has an error', () => {
    const changes = {
      'access/clients/acme.yaml': (text: string) => `${bare(text)}# password: swordfish\n`,
      'access/clients/corner.yaml': bare,
      'access/agency.yaml': (text: string) => text.replace('functions: [analyst]', 'functions: [analist]'),
    }
    expect(codesIn(changes)).toEqual(['no-secrets'])
  })

  it('finds nothing without a model', () => {
    expect(judgeFiles(POLICY_RULES, { model: undefined, findings: [] }, exampleFiles(), TODAY)).toEqual([])
  })

  it('names an exception once that lowers a rule on several assets', () => {
    const found = codesIn({
      'access/clients/acme.yaml': (text) =>
        `${text.replace(', ad_accounts: [act_1001, act_1002]', '')}\npolicy_exceptions:\n  - { rule: pixel-is-linked, who: olga@northlight.example, reason: New, ticket: OPS-1, until: 2026-12-01 }\n`,
    })
    expect(found.toSorted()).toEqual([
      'pixel-is-linked',
      'pixel-is-linked',
      'pixel-is-linked',
      'rule-lowered',
    ])
  })
})
