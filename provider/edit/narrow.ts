import { isDeepStrictEqual } from 'node:util'
import { asText, plainAt } from './apply-plain.ts'
import type { Edit, EditPath, PlainValue } from './edit.ts'

/**
 * Splits an edit into smaller ones, so that unchanged parts keep their form: a mapping is set key by key, and a list
 * that only lost or gained entries loses or gains these. The order keeps every path valid.
 */
export function narrowed(value: unknown, edit: Edit): Edit[] {
  if (!('set' in edit)) return [edit]
  return steps(plainAt(value, edit.set), edit.value, edit.set)
}

function steps(before: unknown, after: PlainValue, path: EditPath): Edit[] {
  if (isDeepStrictEqual(before, asText(after))) return []
  if (typeof before !== 'object' || before === null || typeof after !== 'object')
    return [{ set: path, value: after }]
  if (Array.isArray(before) !== Array.isArray(after)) return [{ set: path, value: after }]
  if (Array.isArray(after)) return listSteps(before as unknown[], after as readonly PlainValue[], path)
  const old = before as Readonly<Record<string, unknown>>
  const wanted = after as Readonly<Record<string, PlainValue>>
  if (Object.keys(wanted).every((key) => !Object.hasOwn(old, key))) return [{ set: path, value: after }]
  return [
    ...Object.entries(wanted).flatMap(([key, one]) =>
      Object.hasOwn(old, key) ? steps(old[key], one, [...path, key]) : [{ set: [...path, key], value: one }],
    ),
    ...Object.keys(old)
      .filter((key) => !Object.hasOwn(wanted, key))
      .map((key): Edit => ({ remove: [...path, key] })),
  ]
}

/** Entries in both lists stay in order; others are removed, and new ones are appended. */
function listSteps(before: readonly unknown[], after: readonly PlainValue[], path: EditPath): Edit[] {
  const wanted = after.map(asText)
  const gone: number[] = []
  let kept = 0
  for (const [index, one] of before.entries()) {
    if (isDeepStrictEqual(one, wanted[kept])) kept += 1
    else gone.push(index)
  }
  if (kept === 0) return [{ set: path, value: after }]
  return [
    ...after.slice(kept).map((value): Edit => ({ append: path, value })),
    ...gone.toReversed().map((index): Edit => ({ remove: [...path, index] })),
  ]
}
