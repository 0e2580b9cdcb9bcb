/**
 * Options of `CustomEmailSender.invoke` and `CustomSmsSender.invoke`.
 */
export interface InvokeSenderOptions {
  /**
   * Whether the function may decrypt the codes of this pool. A sender that cannot has nothing to send; one that only passes
   * messages on needs no more than the encrypted code.
   *
   * @default true
   */
  readonly reads?: boolean;
}
