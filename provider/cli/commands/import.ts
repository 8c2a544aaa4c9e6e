import type { ImportOrder } from '../../import/asked.ts'
import { clientFile } from '../../model/access-files.ts'
import { importRun, type ImportedRun } from '../../runs/import.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type ImportOptions = ImportOrder & { readonly format: Format }

/** `import CLIENT --business ID`: writes a client's file from what exists today, or updates the lines that differ. */
export async function importCommand(
  context: Context,
  client: string,
  { format, ...order }: ImportOptions,
): Promise<ExitCode> {
  const imported = await importRun(context, client, order)
  if ('errors' in imported) return failed(context.output, format, 'import', imported.errors)
  const { exit, package: service, counts, written, findings } = imported
  return report(context.output, format, {
    command: 'import',
    exit,
    findings,
    result: { client, package: service, counts, written: written.map(({ path }) => path) },
    text: textFor(client, imported),
  })
}

function textFor(slug: string, { package: service, counts, written }: ImportedRun): string {
  const { assets, people, exceptions } = counts
  const wrote = written.map(({ path }) => `Wrote ${path}\n`).join('')
  const now = written.length === 0 ? `${clientFile(slug)} already matches Meta\n` : wrote
  const done = `Assets: ${assets}. People: ${people}. Package: ${service}. Exceptions to explain: ${exceptions}.\n`
  return `${now}${done}Next: npx metagrant check, then npx metagrant preview ${slug}\n`
}
