import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../provider/findings/words.ts'
import { exampleFiles, fileOf, findingsOf, findingsWith, scenarioFolder } from '../../support/scenario.ts'

const BAD_INPUT = scenarioFolder('bad-input')
const BLOOM = 'access/clients/bloom.yaml'

type Expected = { readonly code: string; readonly at: string; readonly args: object }

describe('buildModel tells what is wrong, and where', () => {
  it('the example agency has no finding', async () => {
    expect(await findingsWith()).toEqual([])
  })

  it.each(readdirSync(BAD_INPUT))('%s', async (name) => {
    const expected = JSON.parse(readFileSync(join(BAD_INPUT, name, 'expected.json'), 'utf8')) as Expected[]
    const findings = await findingsWith(join(BAD_INPUT, name))
    expect(findings.map(({ code, address, args }) => ({ code, at: placeOf(address), args }))).toEqual(
      expected,
    )
    expect(expected).not.toEqual([])
  })
})

describe('buildModel takes in what no fixture can hold', () => {
  it.each([
    ['ten megabytes', bytes('a: x\n'.repeat(2_000_000)), 'FILE_TOO_LARGE', {}],
    ['Latin-1', Uint8Array.of(...bytes('name: Chlo'), 0xe9, ...bytes('\n')), 'FILE_NOT_UTF8', { offset: 10 }],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'FILE_NOT_UTF8', { offset: 0 }],
    ['lone carriage returns', bytes('version: 1\rclient: bloom\r'), 'FILE_LINE_ENDS', { offset: 10 }],
    ['a lone carriage return among others', bytes('a: 1\r\nb: 2\rc: 3\n'), 'FILE_LINE_ENDS', { offset: 10 }],
    [
      'a character cut short at the end',
      Uint8Array.of(...bytes('a: '), 0xc3),
      'FILE_NOT_UTF8',
      { offset: 3 },
    ],
    ['10,000 open brackets', bytes('['.repeat(10_000)), 'YAML_TOO_DEEP', { limit: 50 }],
    ['400 closed brackets', bytes('['.repeat(400) + ']'.repeat(400)), 'YAML_TOO_DEEP', { limit: 50 }],
    ['50,000 dashes on a line', bytes('- '.repeat(50_000)), 'YAML_TOO_DEEP', { limit: 50 }],
    ['a key of 900,000 characters', bytes(`${'k'.repeat(900_000)}: 1`), 'YAML_SYNTAX', {}],
    ['a NUL byte as the file', Uint8Array.of(0), 'VALUE_WRONG', { value: '\0' }],
  ] as const)('%s', (_name, content, code, args) => {
    const findings = findingsOf([...exampleFiles(), { path: BLOOM, bytes: content }])
    expect(findings).toMatchObject([{ code, severity: 'error', args, address: { file: BLOOM } }])
  })

  it('20,000 unknown keys, each with its place, in seconds rather than minutes', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('')
    const findings = findingsOf([...exampleFiles(), { path: BLOOM, bytes: bytes(keys) }])
    const unknown = findings.filter(({ code }) => code === 'KEY_UNKNOWN')
    expect(unknown).toHaveLength(20_000)
    expect(unknown.at(-1)?.address).toEqual({ file: BLOOM, line: 20_000, column: 1 })
  })

  it.each(['agency', 'functions', 'packages'])('a missing %s.yaml', (name) => {
    const path = `access/${name}.yaml`
    const findings = findingsOf(exampleFiles().filter((file) => file.path !== path))
    expect(findings).toMatchObject([{ code: 'FILE_MISSING', args: { file: path }, address: { file: path } }])
  })

  it('a broken client file leaves the other clients usable', () => {
    const files = [...exampleFiles(), fileOf(BLOOM, '[')]
    expect(findingsOf(files).map(({ address }) => address?.file)).toEqual([BLOOM])
  })
})

describe('wordsOf makes values harmless', () => {
  it.each(['control-characters', 'control-characters-in-keys'])('%s', async (name) => {
    for (const finding of await findingsWith(join(BAD_INPUT, name))) {
      const { text, fix } = wordsOf(finding)
      // eslint-disable-next-line no-control-regex
      expect(text + fix).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
      expect(text).toMatch(/\\u(001b|202e)/)
    }
  })
})

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function placeOf(address: { file: string; line?: number; column?: number } | undefined): string {
  return [address?.file, address?.line, address?.column].filter((part) => part !== undefined).join(':')
}
