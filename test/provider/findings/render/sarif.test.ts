import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CATALOGUE, finding } from '../../../../provider/findings/catalogue.ts'
import type { Finding } from '../../../../provider/findings/finding.ts'
import { findingsSarif } from '../../../../provider/findings/render/sarif.ts'
import { anError, aWarning, hostile } from './support.ts'

const text = z.strictObject({ text: z.string().min(1) })
const level = z.enum(['none', 'note', 'warning', 'error'])
const position = z.int().min(1)

/**
 * What SARIF 2.1.0 and GitHub's code scanning require of what we write, written after the standard's JSON schema and
 * GitHub's table of supported properties; strict, so that nothing else slips in.
 */
const LOG = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1).max(255),
              shortDescription: text,
              fullDescription: text,
              help: text,
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      automationDetails: z.strictObject({ id: z.string().endsWith('/') }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      originalUriBaseIds: z.record(z.string(), z.strictObject({ description: text })),
      results: z
        .array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level,
            message: text,
            locations: z.tuple([
              z.strictObject({
                physicalLocation: z.strictObject({
                  artifactLocation: z.strictObject({
                    uri: z.string().regex(/^(?!\/)[\w./%~!*'()-]+$/),
                    uriBaseId: z.literal('%SRCROOT%'),
                  }),
                  region: z.strictObject({ startLine: position, startColumn: position.optional() }),
                }),
              }),
            ]),
            partialFingerprints: z.strictObject({ primaryLocationLineHash: z.string().min(1) }),
          }),
        )
        .max(25_000),
    }),
  ]),
})

function runOf(findings: readonly Finding[]): z.output<typeof LOG>['runs'][0] {
  return LOG.parse(JSON.parse(findingsSarif(findings, 'scan'))).runs[0]
}

function prints(findings: readonly Finding[]): string[] {
  return runOf(findings).results.map((one) => one.partialFingerprints.primaryLocationLineHash)
}

describe('findingsSarif', () => {
  test('has a rule a code and a result a finding, each at its place', () => {
    const { tool, results } = runOf([anError('access/clients/acme.yaml', 12), aWarning('a'), aWarning('b')])
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['ASSET_UNKNOWN_NOW', 'YAML_TAB'])
    expect(results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['YAML_TAB', 1, 'error'],
      ['ASSET_UNKNOWN_NOW', 0, 'warning'],
      ['ASSET_UNKNOWN_NOW', 0, 'warning'],
    ])
    expect(results[0]?.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'access/clients/acme.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 12, startColumn: 5 },
    })
  })

  test('is valid for every code that there is, without a brace that no argument fills', () => {
    const names = /\{(\w+)\}/g
    const all = Object.entries(CATALOGUE).map(([code, { severity, text, fix }]): Finding => {
      const args = [...`${text} ${fix}`.matchAll(names)].map(([, name]) => [name, 'x'])
      return { code, severity, args: Object.fromEntries(args) as Record<string, string> }
    })
    const { tool, results } = runOf(all)
    expect(results).toHaveLength(all.length)
    expect(JSON.stringify(tool)).not.toMatch(/\{\w+\}/)
  })

  test('of nothing has no result, which closes what was open', () => {
    expect(runOf([]).results).toEqual([])
  })

  test('gives a finding the same fingerprint on another line and with another number, and none to two', () => {
    const minutes = (count: number, subject: string) =>
      finding('THROTTLED', { subject, minutes: count, code: 4, subcode: 0 })
    expect(prints([anError('a.yaml', 3)])).toEqual(prints([anError('a.yaml', 30)]))
    expect(prints([minutes(5, 'x')])).toEqual(prints([minutes(60, 'x')]))
    const different = prints([
      minutes(5, 'x'),
      minutes(5, 'y'),
      minutes(5, 'x'),
      anError('a.yaml'),
      anError('b.yaml'),
    ])
    expect(new Set(different).size).toBe(5)
  })

  test('has no link in a message, and a name of any kind in a uri', () => {
    const { results } = runOf([hostile({ file: 'access/clients/é è%/[x](y).yaml', line: 1 })])
    expect(results[0]?.message.text).not.toContain('](')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const [result] = runOf([finding('FILE_EMPTY', { file: name }, { file: `access/${name}` })]).results
        const uri = result?.locations[0].physicalLocation.artifactLocation.uri ?? ''
        expect(decodeURIComponent(uri)).toBe(`access/${name.toWellFormed()}`)
      }),
    )
  })

  test('stays within what code scanning takes, errors first', () => {
    const many = Array.from({ length: 25_100 }, (_, index) => aWarning(String(index)))
    const { results } = runOf([...many, anError('a.yaml')])
    expect([results.length, results[0]?.level]).toEqual([25_000, 'error'])
  })
})
