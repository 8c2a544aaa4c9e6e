import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineResource } from '../../policies/declared.ts'
import { judgeResource } from '../../policies/judge-resource.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { TODAY } from '../support/scenario.ts'
import { DYNAMIC, exampleWith, resourcesOf } from './support/example.ts'

const { files, model } = exampleWith()
const RESOURCES = resourcesOf(model)
const STACK = 'pulumi:pulumi:Stack'

function judged(resource: EngineResource, known = { model, files, today: TODAY }): Finding[] {
  return judgeResource(POLICY_RULES, known, resource)
}

function codes(resource: EngineResource): string[] {
  return judged(resource).map(({ code }) => code)
}

function root(stack: string): EngineResource {
  return { stack, type: STACK, name: `metagrant-${stack}`, inputs: {} }
}

describe('judgeResource', () => {
  it.each(RESOURCES.map((one) => [one.type.split(':').at(-1), one.name, one] as const))(
    'passes %s %s as the program makes it',
    (_type, _name, resource) => {
      expect(judged(resource)).toEqual([])
    },
  )

  it.each(['acme', 'bloom', 'corner', 'agency', 'nobody'])('passes the root of %s', (stack) => {
    expect(judged(root(stack))).toEqual([])
  })

  it('passes what every program has', () => {
    expect(
      codes({ stack: 'acme', type: 'pulumi:providers:pulumi-nodejs', name: 'default', inputs: {} }),
    ).toEqual([])
  })

  it.each([
    ['of another kind than the file says', { type: `${DYNAMIC}PixelAccess` }],
    ['of a dynamic type of its own', { type: 'pulumi-nodejs:dynamic:Resource' }],
    ['of another provider', { type: 'aws:s3/bucket:Bucket' }],
    ['of another asset', { name: 'act_9999' }],
    ['in the stack of another client', { stack: 'bloom' }],
    ['in the stack of our members', { stack: 'agency' }],
    ['in a stack without a file', { stack: 'nobody' }],
  ])('refuses a resource %s', (_name, other) => {
    const resource = { ...RESOURCES.find(({ name }) => name === 'act_1001')!, ...other }
    expect(judged(resource)[0]).toMatchObject({
      code: 'matches-the-files',
      severity: 'error',
      args: { difference: 'they declare no such resource' },
    })
  })

  it.each(['BusinessMember', 'SystemUser'])('refuses a member as %s who is the other', (type) => {
    const other = RESOURCES.find(({ stack, type: own }) => stack === 'agency' && !own.endsWith(type))!
    expect(codes({ ...other, type: `${DYNAMIC}${type}` })).toEqual(['matches-the-files'])
  })

  it('refuses any difference of any input, and says where', () => {
    const resource = fc.constantFrom(...RESOURCES)
    fc.assert(
      fc.property(resource, fc.nat(), fc.jsonValue(), (one, at, value) => {
        const keys = Object.keys(one.inputs).filter((key) => key !== '__provider')
        const key = keys[at % keys.length]!
        fc.pre(JSON.stringify(one.inputs[key]) !== JSON.stringify(value))
        const [first] = judged({ ...one, inputs: { ...one.inputs, [key]: value } })
        expect(first).toMatchObject({ code: 'matches-the-files', args: { difference: `see "${key}"` } })
      }),
      { numRuns: 300 },
    )
  })

  it('refuses an input that is missing, and one too many', () => {
    const [one] = RESOURCES
    const { name: _gone, ...others } = one!.inputs
    expect(judged({ ...one!, inputs: others })[0]?.args['difference']).toBe('see "name"')
    expect(judged({ ...one!, inputs: { ...one!.inputs, also: 1 } })[0]?.args['difference']).toBe('see "also"')
    expect(codes({ ...one!, inputs: { ...one!.inputs, __provider: 'other code' } })).toEqual([])
  })

  it('never throws, whatever the inputs are', () => {
    const people = fc.dictionary(
      fc.constantFrom('ana@northlight.example', 'conversions', 'x@y.example'),
      fc.oneof(
        fc.jsonValue(),
        fc.record({ tasks: fc.jsonValue(), because: fc.jsonValue(), level: fc.jsonValue() }),
      ),
    )
    const inputs = fc.record(
      {
        people: fc.oneof(people, fc.jsonValue()),
        partner: fc.jsonValue(),
        principal: fc.jsonValue(),
        role: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...RESOURCES), inputs, (one, other) => {
        const found = judged({ ...one, inputs: { ...one.inputs, ...other } })
        expect(found.filter(({ code }) => code === 'rule-failed')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('judges a person by what the resource gives, at the place that the file has for them', () => {
    const act = RESOURCES.find(({ name }) => name === 'act_1002')!
    const people = act.inputs['people'] as Record<string, { tasks: string[] }>
    const ben = { ...people['ben@northlight.example']!, tasks: ['ADVERTISE', 'ANALYZE', 'MANAGE'] }
    const found = judged({
      ...act,
      inputs: { ...act.inputs, people: { ...people, 'ben@northlight.example': ben } },
    })
    expect(found.map(({ code, address }) => [code, address?.line])).toEqual([
      ['matches-the-files', undefined],
      ['admin-only-by-exception', 25],
      ['person-within-function', 25],
      ['person-within-partner-grant', 25],
    ])
  })

  it('judges a member by the role that the resource gives', () => {
    const chloe = RESOURCES.find(({ name }) => name.startsWith('chloe'))!
    const found = judged({ ...chloe, inputs: { ...chloe.inputs, role: 'finance-editor' } })
    expect(found.map(({ code, address }) => [code, address?.line])).toEqual([
      ['matches-the-files', undefined],
      ['finance-role-only-for-billing', 12],
      ['media-and-billing-are-apart', 12],
    ])
  })
})

describe('judgeResource at the root of a stack', () => {
  const broken = exampleWith({
    'access/clients/acme.yaml': (text) => text.replace(/^preflight:.*\n/m, '').replace(', page: "2001"', ''),
    'access/clients/bloom.yaml': (text) => `${text}# password: swordfish\n`,
    'access/agency.yaml': (text) =>
      text.replace('people:\n', 'people:\n  - { email: info@northlight.example, functions: [analyst] }\n'),
    'access/functions.yaml': (text) =>
      text.replace('levels: { ad_account: none }', 'levels: { ad_account: analyst }'),
  })
  const known = { model: broken.model, files: broken.files, today: TODAY }
  const at = (stack: string): string[] =>
    [...new Set(judged(root(stack), known).map(({ code }) => code))].toSorted()

  it('finds all that the files of the client do wrong, and what concerns everybody', () => {
    expect(at('acme')).toEqual([
      'billing-holds-no-ad-account',
      'function-within-table',
      'instagram-is-linked',
      'preflight-is-complete',
    ])
    expect(at('bloom')).toEqual(['function-within-table', 'no-secrets'])
  })

  it('finds all that concerns our members in the stack of these', () => {
    expect(at('agency')).toEqual(['function-within-table', 'no-shared-mailbox'])
  })
})
