import { execFileSync } from 'node:child_process'

/** Makes the folder a git repository, if it is none yet, and commits its access files. */
export function commitAccess(root: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', args, { cwd: root, stdio: 'ignore' })
  const who = ['-c', 'user.name=Ana', '-c', 'user.email=ana@northlight.example', '-c', 'commit.gpgsign=false']
  git('init', '--quiet')
  git('add', '--force', 'access')
  git(...who, 'commit', '--quiet', '--message', 'Change access')
}
