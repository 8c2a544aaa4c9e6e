/** The facts of a Graph API error, which the server answers in Meta's envelope. */
export type FailureFacts = {
  readonly code: number
  readonly message: string
  readonly subcode?: number
  readonly type?: 'OAuthException' | 'GraphMethodException' | 'EmulatorException'
  readonly status?: number
  readonly transient?: boolean
  readonly title?: string
  readonly data?: unknown
}

export class GraphFailure extends Error {
  readonly facts: FailureFacts

  constructor(facts: FailureFacts) {
    super(facts.message)
    this.name = 'GraphFailure'
    this.facts = facts
  }

  /** HTTP status. Source: graph-api 4.1 (LIVE-CLAIM for 400 and for 500 with 1; BACKGROUND for 401, 403 and 503). */
  get status(): number {
    const { status, code } = this.facts
    if (status !== undefined) return status
    if (code === 190 || code === 102) return 401
    if (code === 10 || (code >= 200 && code <= 299)) return 403
    if (code === 1) return 500
    return code === 2 ? 503 : 400
  }

  /** Meta's envelope. Source: graph-api 4.1 (FACT). */
  body(traceId: string): { readonly error: Readonly<Record<string, unknown>> } {
    const { code, message, subcode, type = 'OAuthException', transient, title, data } = this.facts
    return {
      error: {
        message,
        type,
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(data === undefined ? {} : { error_data: data }),
        ...(transient === undefined ? {} : { is_transient: transient }),
        ...(title === undefined ? {} : { error_user_title: title }),
        fbtrace_id: traceId,
      },
    }
  }
}
