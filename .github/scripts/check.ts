import { checkRun, cleanText } from '../../provider/runs/check.ts'
import { findingsMarkdown } from '../../provider/findings/render/markdown.ts'
import { isFork } from '../../provider/workflows/event.ts'
import { runStep, summarise } from './support/job.ts'

// Checks files and policies, offline: a fork's pull request gets only this, as its code must not get near a secret.
const FORK =
  'This pull request comes from a fork. Only its files and policies are checked: its code gets no secret, so there is no plan of what it changes at Meta. Push the branch to this repository to get a preview.'

await runStep(async ({ context, env, event }) => {
  const { exit, findings, counts } = await checkRun(context)
  const fork = isFork(event, env['GITHUB_REPOSITORY'])
  await summarise(
    [
      '## Files and policies',
      findings.length === 0 ? cleanText(counts) : findingsMarkdown(findings),
      ...(fork ? [`> [!NOTE]\n> ${FORK}`] : []),
    ].join('\n\n'),
  )
  if (fork) context.progress(FORK)
  return { exit, findings }
})
