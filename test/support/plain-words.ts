/** Words that no text on a screen has, each with the plain one to write instead. */
const BANNED: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\b(tell|tells|told|telling)\b/i, 'report, warn, show, say'],
  [/\bheld against\b/i, 'compared with'],
  [/\blet by\b/i, 'accepted'],
  [/\bwhat is so\b/i, 'the state'],
  [/\bit is for .+ to\b/i, 'the actor as subject'],
  [/\bno more than that\b/i, 'only'],
  [/\bof ours\b/i, 'of our Business, our people'],
  [/\b(go|goes|went) on\b/i, 'continue'],
  [/\b(take|takes|took|taken) (away|off)\b/i, 'revoke, remove'],
  [/\b(come|comes|came) to\b/i, 'result'],
  [/\bpass(es)? over\b/i, 'skip, bypass'],
  [/\bat fault\b/i, 'failed'],
  [/\b(whom|whoever|whosoever)\b/i, 'who, the person who'],
  [/\bmake(s)? it so\b/i, 'apply'],
  [/\bset right\b/i, 'correct'],
]

/** The banned words in a text, each with what to write instead. */
export function bannedIn(text: string): string[] {
  return BANNED.flatMap(([word, instead]) => {
    const found = word.exec(text)
    return found === null ? [] : [`"${found[0]}": ${instead}`]
  })
}
