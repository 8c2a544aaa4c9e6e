import { narrowExit } from '../../provider/runs/apply-narrowly.ts'
import { narrowMarkdown } from '../../provider/workflows/narrow-words.ts'
import { repair } from '../../provider/runs/repair.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Repairs one client whose file allows the nightly run to do so.
await runStep(async ({ context, env }) => {
  const applied = await repair(forClients(context), env['STACK'] ?? '')
  await summarise(narrowMarkdown('Repaired', [applied]))
  return { exit: narrowExit([applied], applied.findings), findings: applied.findings }
})
