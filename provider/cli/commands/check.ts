import { hasErrors, report } from '../report.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Context } from '../context.ts'
import { loadModel } from '../load.ts'
import type { Format } from '../output.ts'

/** `check`: reads the files and tells what is wrong with them. Offline; writes nothing. */
export async function check(context: Context, format: Format): Promise<ExitCode> {
  const { model, findings } = await loadModel(context)
  const counts = {
    clients: model?.clients.length ?? 0,
    assets: model?.clients.flatMap(({ assets }) => assets).length ?? 0,
    people: model?.agency.people.length ?? 0,
  }
  const clean = findings.length === 0
  const text = clean
    ? `All well: ${counts.clients} clients, ${counts.assets} assets, ${counts.people} people\n`
    : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}\n`
  const exit = hasErrors(findings) ? EXIT.error : EXIT.ok
  return report(context.output, format, { command: 'check', exit, findings, result: { counts }, text })
}
