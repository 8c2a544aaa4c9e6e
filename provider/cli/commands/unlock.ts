import { createInterface } from 'node:readline/promises'
import { hasErrors } from '../../findings/has-errors.ts'
import { printable } from '../../findings/printable.ts'
import { unlockRun, type HeldLock } from '../../runs/unlock.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { report, type Format } from '../report.ts'

export type UnlockOptions = { readonly client: string; readonly yes: boolean; readonly format: Format }

/** `unlock`: shows who holds the lock of a stack, asks, and removes it. Exits with 0 when the stack has no lock then. */
export async function unlock(context: Context, { client, yes, format }: UnlockOptions): Promise<ExitCode> {
  const { locks, removed, findings } = await unlockRun(
    context,
    client,
    async (held) => yes || ask(client, held),
  )
  const plain = ({ holder, host, pid, since, state }: HeldLock) => ({ holder, host, pid, since, state })
  return report(context.output, format, {
    command: 'unlock',
    exit: hasErrors(findings) ? EXIT.error : EXIT.ok,
    findings,
    result: { stack: client, locks: locks.map(plain), removed: removed.length },
    text: textOf(client, locks, removed),
  })
}

/** Asks a person; a script has nobody to ask and gives `--yes`. */
async function ask(client: string, locks: readonly HeldLock[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const question = `${heldText(client, locks)}Does none of these runs work any more? Remove the lock [y/N] `
  const answer = await lines.question(question)
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

function heldText(client: string, locks: readonly HeldLock[]): string {
  const words = { dead: 'which is dead', alive: 'which is alive', unknown: 'of which nothing is known here' }
  return locks
    .map(
      ({ holder, since, state }) =>
        `${printable(`${client}: locked by ${holder}, ${words[state]}, since ${since}`)}\n`,
    )
    .join('')
}

function textOf(client: string, locks: readonly HeldLock[], removed: readonly HeldLock[]): string {
  if (locks.length === 0) return `${client} has no lock\n`
  return `${heldText(client, locks)}${removed.length > 0 ? 'Removed\n' : ''}`
}
