import { Secret, TOTP } from 'otpauth';
import { Stage } from '../stage';

/** An authenticator app with one secret. */
export class Authenticator {
  /** What the app has scanned, in base 32. */
  secret = '';
  private last = 0;

  constructor(private readonly stage: Stage) {}

  /** The code of now; Cognito takes each once, so whoever asks again gets the next one. */
  code(): string {
    this.last = Math.max(this.stage.now(), this.last + 30_000);
    return new TOTP({ secret: Secret.fromBase32(this.secret) }).generate({ timestamp: this.last });
  }
}
