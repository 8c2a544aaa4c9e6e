import { rowsText } from '../../doctor/render/text.ts'
import type { DoctorRow } from '../../doctor/row.ts'
import { doctorRun } from '../../runs/doctor.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { report, type Format } from '../report.ts'

/** `doctor`: checks this machine and the repository's settings at GitHub, one line a check. */
export async function doctor(context: Context, format: Format): Promise<ExitCode> {
  const { exit, rows, findings } = await doctorRun(context)
  return report(context.output, format, {
    command: 'doctor',
    exit,
    findings,
    result: {
      checks: rows.map((row) => ({ topic: row.topic, check: row.check, state: row.state, ...whyOf(row) })),
    },
    text: rowsText(rows, context.output.width),
  })
}

function whyOf(row: DoctorRow): { readonly why?: string; readonly codes?: readonly string[] } {
  if (row.state === 'not-seen') return { why: row.why }
  return row.state === 'finding' ? { codes: row.findings.map(({ code }) => code) } : {}
}
