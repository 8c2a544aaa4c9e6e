import * as fc from 'fast-check'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import type { Edit, EditPath, PlainValue } from '../../../provider/edit/edit.ts'
import { pathOf } from '../../../provider/edit/edit.ts'
import { editYaml } from '../../../provider/edit/edit-yaml.ts'
import { anyScalar, anyWritten, KEYS, textOf, type Written } from '../../support/arbitrary-yaml.ts'

const RUNS = { numRuns: cases(300) }

const anyValue: fc.Arbitrary<PlainValue> = fc.oneof(
  anyScalar,
  fc.array(anyScalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...KEYS), anyScalar, { maxKeys: 3 }),
  fc.array(fc.dictionary(fc.constantFrom(...KEYS), anyScalar, { minKeys: 1, maxKeys: 3 }), { maxLength: 2 }),
  fc.record({ who: anyScalar, levels: fc.record({ until: anyScalar }), team: fc.array(anyScalar) }),
)

/** A document and edits of which none is inside another's place. */
const anyCase = anyWritten.chain((written) =>
  fc.record({
    written: fc.constant(written),
    edits: fc
      .array(
        fc.constantFrom(...pathsIn(written.value)).chain((path) => editAt(written.value, path)),
        { minLength: 1, maxLength: 4 },
      )
      .map(apart),
  }),
)

test('what editYaml writes is read back as exactly the edited value', () => {
  fc.assert(
    fc.property(anyCase, ({ written, edits }) => {
      expect(readBack(edited(written, edits))).toStrictEqual(oracle(written.value, edits))
    }),
    RUNS,
  )
})

test('editYaml keeps every line of a place that it was not asked to touch, in order', () => {
  fc.assert(
    fc.property(anyCase, ({ written, edits }) => {
      const { newline, lines } = written
      const kept = lines.filter(
        ({ of, text }) => text !== '' && !edits.some((edit) => touches(edit, of, written)),
      )
      const after = edited(written, edits).split(newline)
      expect(
        missingFrom(
          after,
          kept.map(({ text }) => text),
        ),
      ).toEqual([])
    }),
    RUNS,
  )
})

test('editYaml ends the file and its lines as they were', () => {
  fc.assert(
    fc.property(anyCase, ({ written, edits }) => {
      const after = edited(written, edits)
      const breaks = after.match(/\r?\n/g) ?? []
      expect(breaks.every((one) => one === written.newline)).toBe(true)
      expect(after.endsWith('\n')).toBe(written.lastBreak)
    }),
    RUNS,
  )
})

test('editYaml changes nothing where the value is there already', () => {
  fc.assert(
    fc.property(anyCase, ({ written, edits }) => {
      const once = edited(written, edits)
      const sets = edits.filter((edit) => 'set' in edit)
      const again = editYaml('a.yaml', edited(written, sets), sets)
      expect(again).toEqual({ text: edited(written, sets) })
      const whole = Object.entries(parse(once) as Record<string, PlainValue>).map(([key, value]): Edit => {
        return { set: [key], value: oracleText(value) }
      })
      expect(editYaml('a.yaml', once, whole)).toEqual({ text: once })
    }),
    RUNS,
  )
})

function edited(written: Written, edits: readonly Edit[]): string {
  const result = editYaml('a.yaml', textOf(written), edits)
  if ('refused' in result) throw new Error(`refused ${JSON.stringify(result.refused)}`)
  return result.text
}

function readBack(text: string): unknown {
  return parse(text, { schema: 'failsafe' })
}

function pathsIn(value: PlainValue, path: EditPath = []): EditPath[] {
  if (typeof value !== 'object') return [path]
  const inner = Array.isArray(value)
    ? (value as readonly PlainValue[]).flatMap((one, index) => pathsIn(one, [...path, index]))
    : Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))
  return path.length === 0 ? inner : [path, ...inner]
}

function editAt(value: PlainValue, path: EditPath): fc.Arbitrary<Edit> {
  const at = valueAt(value, path)
  const set = anyValue.map((one): Edit => ({ set: path, value: one }))
  // A file must keep something.
  const remove = path.length > 1 ? [fc.constant<Edit>({ remove: path })] : []
  const append = Array.isArray(at) ? [anyValue.map((one): Edit => ({ append: path, value: one }))] : []
  const isMapping = typeof at === 'object' && !Array.isArray(at)
  const added = isMapping ? [anyValue.map((one): Edit => ({ set: [...path, 'new'], value: one }))] : []
  return fc.oneof(set, ...remove, ...append, ...added)
}

function apart(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, index) =>
    edits
      .slice(0, index)
      .every((other) => !within(pathOf(edit), pathOf(other)) && !within(pathOf(other), pathOf(edit))),
  )
}

function within(path: EditPath, outer: EditPath): boolean {
  return outer.every((part, index) => path[index] === part)
}

/** A line is touched if it is of the place, or of the collection that the place is an entry of: its head may change. */
function touches(edit: Edit, of: EditPath, { value }: Written): boolean {
  const path = pathOf(edit)
  if ('set' in edit && path.at(-1) !== 'new') return within(of, path) || sameEntry(of, path, value)
  const holder = path.slice(0, -1)
  if (samePath(of, holder) || (samePath(of.slice(0, -1), holder) && movesUp(edit, of, value))) return true
  return within(of, path) || sameEntry(of, path, value)
}

/** The second key of an entry, which takes the place behind the dash when the first one goes. */
function movesUp(edit: Edit, of: EditPath, value: PlainValue): boolean {
  const path = pathOf(edit)
  const [first, second] = Object.keys(valueAt(value, path.slice(0, -1)))
  return 'remove' in edit && path.at(-1) === first && of.at(-1) === second
}

/** The entry whose line holds the place: brackets, or the dash that a mapping begins behind. */
function sameEntry(of: EditPath, path: EditPath, value: PlainValue): boolean {
  return within(path, of) && path.length - of.length <= 2 && typeof valueAt(value, of) === 'object'
}

function samePath(a: EditPath, b: EditPath): boolean {
  return a.length === b.length && within(a, b)
}

/** The lines of `kept` that cannot be found in `after` in this order. */
function missingFrom(after: readonly string[], kept: readonly string[]): string[] {
  let at = 0
  return kept.filter((line) => {
    const found = after.indexOf(line, at)
    if (found >= 0) at = found + 1
    return found < 0
  })
}

function valueAt(value: PlainValue, path: EditPath): PlainValue {
  return path.reduce<PlainValue>(
    (at, key) => (at as Record<string | number, PlainValue>)[key] as PlainValue,
    value,
  )
}

/** The edits on the value itself, removals marked first so that indexes stay those of the file as given. */
function oracle(value: PlainValue, edits: readonly Edit[]): unknown {
  const GONE = Symbol('gone')
  const copy = structuredClone(value)
  for (const edit of edits) {
    const path = pathOf(edit)
    const holder = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>
    const key = path.at(-1) as string
    if ('set' in edit) holder[key] = edit.value
    else if ('append' in edit) (holder[key] as unknown[]).push(edit.value)
    else holder[key] = GONE
  }
  return swept(copy)

  function swept(one: unknown): unknown {
    if (Array.isArray(one)) return one.filter((item) => item !== GONE).map(swept)
    if (typeof one !== 'object' || one === null) return one
    const entries = Object.entries(one).filter(([, item]) => item !== GONE)
    return Object.fromEntries(entries.map(([name, item]) => [name, swept(item)]))
  }
}

function oracleText(value: PlainValue): PlainValue {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return (value as PlainValue[]).map(oracleText)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, oracleText(one)]))
}
