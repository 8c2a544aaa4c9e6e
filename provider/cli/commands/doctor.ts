import { settingsRows } from '../../doctor/checks.ts'
import { machineRows } from '../../doctor/machine.ts'
import { rowsText } from '../../doctor/render/text.ts'
import type { Row } from '../../doctor/row.ts'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { connectGitHub } from '../../github/connect.ts'
import { findingOfGitHub } from '../../github/finding-of.ts'
import { readSettings } from '../../github/settings.ts'
import type { Client } from '../../model/model.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { loadModel } from '../load.ts'
import { lookAtMachine } from '../machine.ts'
import type { Format } from '../output.ts'
import { report } from '../report.ts'

/**
 * `doctor`: whether this machine and the settings of the repository at GitHub are as the workflows rely on. Reads only.
 * 0 when everything was seen and is well, 2 when something is to mend or could not be seen, 1 when GitHub could not be
 * asked at all.
 */
export async function doctor(context: Context, format: Format): Promise<ExitCode> {
  const { output } = context
  output.progress('Looking at this machine')
  const loaded = await loadModel(context)
  const rows = [...machineRows(await lookAtMachine(context, loaded))]
  output.progress('Asking GitHub')
  const asked = await githubRows(context, loaded.model?.clients ?? [])
  const failure = 'code' in asked ? [asked] : []
  if (!('code' in asked)) rows.push(...asked)
  const findings = [...failure, ...rows.flatMap((row) => (row.state === 'finding' ? row.findings : []))]
  const exit =
    failure.length > 0 ? EXIT.error : rows.every(({ state }) => state === 'ok') ? EXIT.ok : EXIT.changes
  return report(output, format, {
    command: 'doctor',
    exit,
    findings,
    result: {
      checks: rows.map(({ topic, check, state }, index) => ({ topic, check, state, ...whyOf(rows[index]) })),
    },
    text: rowsText(rows, output.width),
  })
}

async function githubRows({ env }: Context, clients: readonly Client[]): Promise<Row[] | Finding> {
  const github = connectGitHub(env)
  if (github === undefined) return finding('GITHUB_NOT_NAMED', {})
  try {
    return settingsRows(await readSettings(github), clients)
  } catch (error) {
    return findingOfGitHub(error)
  }
}

function whyOf(row: Row | undefined): { readonly why?: string; readonly codes?: readonly string[] } {
  if (row?.state === 'not-seen') return { why: row.why }
  return row?.state === 'finding' ? { codes: row.findings.map(({ code }) => code) } : {}
}
