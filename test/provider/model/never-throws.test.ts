import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../support/cases.ts'
import { parse, stringify } from 'yaml'
import { CATALOGUE } from '../../../provider/findings/catalogue.ts'
import type { Entry, Finding } from '../../../provider/findings/finding.ts'
import { wordsOf } from '../../../provider/findings/words.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'

/** A hundred times what it takes, for machines that are busy. */
const MILLISECONDS = 120_000

const EXAMPLE = exampleFiles()
const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(CATALOGUE))
const anyPath = fc.constantFrom(...EXAMPLE.map(({ path }) => path))

/** Words of YAML and of the access files, in any order. */
const yamlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\n  ',
        '\n    ',
        '\t',
        ' ',
        ': ',
        '- ',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '"',
        "'",
        '#',
        '&a ',
        '*a',
      ),
      fc.constantFrom(
        '|\n',
        '>\n',
        '---\n',
        '...\n',
        '%YAML 1.1\n',
        '!!',
        '!x ',
        '<<',
        '\r\n',
        '\0',
        '\u001b[2J',
        '\ufeff',
        '~',
      ),
      fc.constantFrom(
        'version: 1\n',
        'client',
        'assets',
        'team',
        'people',
        'levels',
        'act_1001',
        '__proto__',
        'constructor',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

const anyNode = fc.constantFrom<unknown>(
  '',
  'x',
  '1',
  null,
  7,
  [],
  ['x'],
  {},
  { x: 1 },
  { person: 'x' },
  'act_1',
  '2026-02-30',
  'none',
)

describe('buildModel never throws and always answers', () => {
  it(
    'on random bytes',
    () => {
      fc.assert(
        fc.property(anyPath, fc.uint8Array({ maxLength: 400 }), (path, bytes) => answers({ path, bytes })),
        { numRuns: cases(200) },
      )
    },
    MILLISECONDS,
  )

  it(
    'on random text that looks like YAML',
    () => {
      fc.assert(
        fc.property(anyPath, yamlish, (path, text) => answers(fileOf(path, text))),
        { numRuns: cases(300) },
      )
    },
    MILLISECONDS,
  )

  it(
    'on example files with text cut out, doubled or put in',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...EXAMPLE),
          fc.nat(),
          fc.nat({ max: 60 }),
          yamlish,
          fc.boolean(),
          (file, at, length, put, keep) => {
            const text = new TextDecoder().decode(file.bytes)
            const start = at % text.length
            const cut = text.slice(start, start + length)
            answers(
              fileOf(file.path, text.slice(0, start) + (keep ? cut + cut : put) + text.slice(start + length)),
            )
          },
        ),
        { numRuns: cases(300) },
      )
    },
    MILLISECONDS,
  )

  it(
    'on example files with a node taken away, doubled or replaced',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...EXAMPLE),
          fc.nat(),
          fc.constantFrom('delete', 'double', 'replace'),
          anyNode,
          (file, at, how, node) => {
            const root: unknown = parse(new TextDecoder().decode(file.bytes))
            mutate(root, at, how, node)
            answers(fileOf(file.path, stringify(root)))
          },
        ),
        { numRuns: cases(400) },
      )
    },
    MILLISECONDS,
  )
})

/** Builds with the changed file among the others, and checks every finding; a model free of errors must also be usable. */
function answers(changed: RawFile): void {
  const files = [...EXAMPLE.filter(({ path }) => path !== changed.path), changed]
  const { model, findings } = buildModel(files, TODAY)
  const errors = findings.filter(({ severity }) => severity === 'error')
  for (const finding of findings) checkFinding(finding, files)
  if (model === undefined) expect(errors).not.toEqual([])
  if (errors.length > 0) return
  for (const client of model?.clients ?? [])
    expect(desiredAccess(model!, client, TODAY).assets.length).toBe(client.assets.length)
}

function checkFinding(finding: Finding, files: readonly RawFile[]): void {
  const entry = ENTRIES.get(finding.code)
  const text = new TextDecoder().decode(files.find(({ path }) => path === finding.address?.file)?.bytes)
  expect(files.map(({ path }) => path)).toContain(finding.address?.file)
  expect(finding.address?.line ?? 1).toBeLessThanOrEqual(text.split('\n').length)
  expect(Object.keys(finding.args).toSorted()).toEqual(argsOf(entry))
  for (const words of Object.values(wordsOf(finding))) {
    // eslint-disable-next-line no-control-regex
    expect(words).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
    expect(words).not.toMatch(/undefined|\[object/)
    expect(words.length).toBeLessThan(4000)
  }
}

function argsOf(entry: Entry | undefined): string[] {
  const named = [...`${entry?.text} ${entry?.fix}`.matchAll(/\{(\w+)[ }]/g)].map(([, name]) => name ?? '')
  return [...new Set([...named, ...(entry?.data ?? [])])].toSorted()
}

/** Changes the node that comes `at`-th in a walk through the value, modulo their number. */
function mutate(root: unknown, at: number, how: string, put: unknown): void {
  const places = placesIn(root)
  const place = places[at % places.length]
  if (place === undefined) return
  const { parent, key } = place
  if (how === 'replace') Reflect.set(parent, key, put)
  else if (Array.isArray(parent))
    parent.splice(Number(key), how === 'delete' ? 1 : 0, ...(how === 'delete' ? [] : [parent[Number(key)]]))
  else if (how === 'delete') Reflect.deleteProperty(parent, key)
  else Reflect.set(parent, `${key}s`, Reflect.get(parent, key))
}

function placesIn(value: unknown): { parent: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [{ parent: value, key }, ...placesIn(inner)])
}
