/** A fault of GitHub: matching requests fail, after the first `after` ones, `times` times. */
export type Fault = {
  readonly method?: string
  /** Matched against the path below the repository. */
  readonly path: RegExp
  /** Matching requests that succeed first. Default: none. */
  readonly after?: number
  /** Default: for ever. */
  readonly times?: number
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly message?: string
  /** Whether the request takes effect and only its answer is lost. */
  readonly done?: boolean
}

/** The rate limit's two forms. Source: GitHub REST docs, "Rate limits for the REST API". */
export const PRIMARY_LIMIT: Pick<Fault, 'status' | 'message' | 'headers'> = {
  status: 403,
  message: 'API rate limit exceeded for installation.',
  headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
}
export const SECONDARY_LIMIT: Pick<Fault, 'status' | 'message' | 'headers'> = {
  status: 403,
  message: 'You have exceeded a secondary rate limit.',
  headers: { 'retry-after': '0' },
}

/** Finds the fault for a request; each fault counts the requests that match it. */
export function makeFaults(): {
  readonly add: (fault: Fault) => void
  readonly clear: () => void
  readonly next: (method: string, path: string) => Fault | undefined
} {
  const all: { readonly fault: Fault; seen: number }[] = []
  return {
    add: (fault) => void all.push({ fault, seen: 0 }),
    clear: () => void all.splice(0),
    next: (method, path) => {
      const hits = all.filter(({ fault }) => (fault.method ?? method) === method && fault.path.test(path))
      for (const hit of hits) hit.seen += 1
      return hits.find(
        ({ fault: { after = 0, times = Infinity }, seen }) => seen > after && seen <= after + times,
      )?.fault
    },
  }
}
