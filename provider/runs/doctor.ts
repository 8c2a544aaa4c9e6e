import { settingsRows } from '../doctor/checks.ts'
import { machineRows } from '../doctor/machine.ts'
import type { DoctorRow } from '../doctor/row.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { connectGitHub } from '../github/connect.ts'
import { findingOfGitHub } from '../github/finding-of.ts'
import { readSettings } from '../github/settings.ts'
import type { Client } from '../model/model.ts'
import { lookAtMachine } from './look-at-machine.ts'
import type { RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { loadModel } from './wiring/load.ts'

/** One row a check, with the findings of all rows. */
export type DoctorRun = {
  readonly exit: ExitCode
  readonly rows: readonly DoctorRow[]
  readonly findings: readonly Finding[]
}

/**
 * Checks that this machine and the repository's settings at GitHub are as the workflows need them. Reads only. Exits
 * with 0 when every check passes, 2 when one fails or could not be seen, 1 when GitHub could not be asked.
 */
export async function doctorRun(context: RunContext): Promise<DoctorRun> {
  context.progress('Looking at this machine')
  const loaded = await loadModel(context)
  const ofMachine = machineRows(await lookAtMachine(context, loaded))
  context.progress('Asking GitHub')
  const asked = await githubRows(context, loaded.model?.clients ?? [])
  const [ofGitHub, failure] = 'code' in asked ? [[], [asked]] : [asked, []]
  const rows = [...ofMachine, ...ofGitHub]
  const wellOrNot = rows.every(({ state }) => state === 'ok') ? EXIT.ok : EXIT.changes
  return {
    exit: failure.length > 0 ? EXIT.error : wellOrNot,
    rows,
    findings: [...failure, ...rows.flatMap((row) => (row.state === 'finding' ? row.findings : []))],
  }
}

async function githubRows({ env }: RunContext, clients: readonly Client[]): Promise<DoctorRow[] | Finding> {
  const github = connectGitHub(env)
  if (github === undefined) return finding('GITHUB_NOT_NAMED', {})
  try {
    return settingsRows(await readSettings(github), clients)
  } catch (error) {
    return findingOfGitHub(error)
  }
}
