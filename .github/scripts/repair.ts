import { EXIT } from '../../provider/cli/exit.ts'
import { hasErrors } from '../../provider/cli/report.ts'
import { narrowMarkdown } from '../../provider/workflows/narrow-words.ts'
import { repair } from '../../provider/workflows/repair.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Repairs one client whose file says that the nightly run may.
await runStep(async ({ context, env }) => {
  const applied = await repair(forClients(context), env['STACK'] ?? '')
  await summarise(narrowMarkdown('Repaired', [applied]))
  return { exit: hasErrors(applied.findings) ? EXIT.error : EXIT.ok, findings: applied.findings }
})
