import { checkRun } from '../../provider/runs/check.ts'
import { findingsMarkdown } from '../../provider/findings/render/markdown.ts'
import { isFork } from '../../provider/workflows/event.ts'
import { runStep, summarise } from './support/job.ts'

// Checks files and policies, offline: a fork's pull request gets only this, as its code must not get near a secret.
const FORK =
  'This pull request comes from a fork: its files and policies are checked, and nothing else. No secret is near its code, so what it would change at Meta is not shown. Push the branch to this repository for a preview.'

await runStep(async ({ context, env, event }) => {
  const { exit, findings, counts } = await checkRun(context)
  const fork = isFork(event, env['GITHUB_REPOSITORY'])
  const well = `All well: ${counts.clients} clients, ${counts.assets} assets, ${counts.people} people`
  await summarise(
    [
      '## Files and policies',
      findings.length === 0 ? well : findingsMarkdown(findings),
      ...(fork ? [`> [!NOTE]\n> ${FORK}`] : []),
    ].join('\n\n'),
  )
  if (fork) context.progress(FORK)
  return { exit, findings }
})
