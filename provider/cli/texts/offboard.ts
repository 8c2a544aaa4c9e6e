import type { AccessFile } from '../../files/write-access.ts'
import { printable } from '../../findings/printable.ts'
import { recordPath } from '../../offboard/record.ts'
import { SHORT_DIGEST } from '../../plan/digest.ts'
import { planText } from '../../plan/render/text.ts'
import { wrap } from '../../findings/wrap.ts'
import type { OffboardedRun, OffboardMode } from '../../runs/offboard.ts'

type Shown = { readonly mode: OffboardMode; readonly today: string; readonly width: number }

/** The result of `offboard` for a terminal: the edit of the file, the plan and the next step. */
export function offboardText(outcome: OffboardedRun, shown: Shown): string {
  const { edit, plans = [] } = outcome
  const { width } = shown
  const file = edit === undefined ? '' : `${editText(edit, width)}\n`
  const texts = plans.map((plan) => planText(plan, width)).join('\n')
  const next = wrap(nextWords(outcome, shown), width, '').map(printable).join('\n')
  return `${file}${texts}${texts === '' ? '' : '\n'}${next}\n`
}

/** The lines that an edit adds. */
function editText({ path, before = '', text }: AccessFile, width: number): string {
  const old = new Set(before.split('\n'))
  const added = text.split('\n').filter((line) => !old.has(line))
  const lines = added.flatMap((line) => wrap(`+ ${line}`, width, '  ', '      '))
  return [`${path} gets`, ...lines, ''].map(printable).join('\n')
}

function nextWords({ client, edit, plans, results, exit }: OffboardedRun, { mode, today }: Shown): string {
  const { slug } = client
  const record = recordPath(client, { since: client.offboarded?.since ?? today })
  if (results !== undefined) {
    return exit === 0
      ? `Offboarded: see ${record}. You can delete the file now`
      : `Ended in part: see the findings and ${record}. Run "npx metagrant offboard ${slug} --yes" to continue`
  }
  if (exit === 1 || exit === 3) return 'Nothing was written: see the findings'
  if (mode === 'write') {
    return edit === undefined
      ? 'The file already has the tombstone; "npx metagrant apply" ends the access that is left'
      : 'Tombstone written. All access ends with the apply after the merge'
  }
  if (exit === 0) return 'None of our access is left. You can delete the file'
  const digest = plans?.[0]?.digest.slice(0, SHORT_DIGEST) ?? ''
  return `Nothing was written. Run the same command with "--yes --plan ${digest}" to end all access now, or with "--write" to write only the tombstone, for a pull request`
}
