import { counted } from '../../findings/phrases.ts'
import { printable } from '../../findings/printable.ts'
import type { AssetRef, Change, Later } from '../change.ts'
import { SHORT_DIGEST } from '../digest.ts'
import { movesInWords, movesToApprove, moveWords } from '../move.ts'
import type { Plan } from '../plan.ts'
import { titleOf } from '../titles.ts'
import {
  levelWords,
  onceWords,
  planWords,
  reasonWords,
  SIGN,
  subjectWords,
  waitingBeside,
  waitingWords,
} from '../words.ts'
import { wrap } from '../../findings/wrap.ts'

/** A plan for a terminal, at most `width` columns; reads only the plan. */
export function planText(plan: Plan, width = 80): string {
  const lines = [
    `${plan.stack}: ${planWords([plan])}${recorded(plan)}`,
    ...movesInWords(plan.moves).flatMap((line) => wrap(line, width, '  ')),
    ...plan.moves.flatMap((one) => wrap(`> ${moveWords(plan.stack, one)}`, width, '    ', '      ')),
    ...byAsset(plan.changes).flatMap(({ asset, changes }) => [
      ...wrap(titleOf(asset), width, '  '),
      ...changes.flatMap((change) => changeLines(change, width)),
    ]),
    ...laterLines(plan.later, width),
    ...section('Waiting', waitingBeside(plan).map(waitingWords), width),
    ...section(
      'Not in the files, left as it is',
      plan.unmanaged.map(({ asset, principal, held }) => `${principal}: ${held.level} on ${titleOf(asset)}`),
      width,
    ),
    ...section(
      'Unknown, left as it is',
      plan.unknown.map(({ asset, message }) => `${titleOf(asset)}: ${message}`),
      width,
    ),
    ...(plan.changes.length + plan.later.length + movesToApprove(plan.stack, plan.moves).length === 0
      ? []
      : [`  Digest ${plan.digest.slice(0, SHORT_DIGEST)}`]),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function recorded({ recorded: count }: Plan): string {
  if (count === 0) return ''
  return ` (${counted(count, 'resource')} to record in the state)`
}

function changeLines(change: Change, width: number): string[] {
  const head = `${SIGN[change.verb]} ${change.verb.padEnd(6)} ${subjectWords(change.subject)}  ${levelWords(change)}`
  const why = change.because.map(reasonWords).join('; ')
  const together = why === '' ? head : `${head}  (${why})`
  if (together.length + 4 <= width) return [`    ${together}`]
  return [...wrap(head, width, '    '), ...(why === '' ? [] : wrap(`(${why})`, width, '             '))]
}

/** What comes later, by the asset and what it waits for. */
function laterLines(later: readonly Later[], width: number): string[] {
  if (later.length === 0) return []
  const groups = Map.groupBy(later, (one) => JSON.stringify([one.asset.kind, one.asset.id, one.waitsFor]))
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const head = wrap(`${titleOf(first.asset)}, ${onceWords(first)}`, width, '    ', '      ')
    return [...head, ...group.flatMap((one) => changeLines(one, width - 2).map((line) => `  ${line}`))]
  })
  return ['  Later, by itself', ...lines]
}

function section(title: string, items: readonly string[], width: number): string[] {
  if (items.length === 0) return []
  return [`  ${title}`, ...items.flatMap((item) => wrap(`- ${item}`, width, '    ', '      '))]
}

/** Groups changes by asset, in the order of the plan. */
function byAsset(
  changes: readonly Change[],
): { readonly asset: AssetRef; readonly changes: readonly Change[] }[] {
  const groups = Map.groupBy(changes, ({ asset }) => `${asset.kind} ${asset.id}`)
  return [...groups.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ asset: group[0].asset, changes: group }],
  )
}
