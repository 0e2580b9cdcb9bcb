/** One text per message that Cognito sends; what ends in `Body` is the body of an e-mail. SMS leave 40 characters for a name. */
export interface PoolTexts {
  readonly codeSubject: string;
  readonly codeBody: string;
  readonly linkSubject: string;
  readonly linkBody: string;
  readonly codeSms: string;
  readonly invitationSubject: string;
  readonly invitationBody: string;
  readonly invitationSms: string;
  readonly mfaSubject: string;
  readonly mfaBody: string;
  readonly mfaSms: string;
}

/** Codes are asked for, never to be passed on; whoever did not ask learns what to do. */
export const MESSAGE_LANGUAGES = {
  en: {
    codeSubject: 'Your verification code',
    codeBody: 'Your verification code is {####}. If you did not ask for it, ignore this message.',
    linkSubject: 'Confirm your e-mail address',
    linkBody:
      'Please confirm your e-mail address: {##Confirm e-mail address##}. If you did not ask for it, ignore this message.',
    codeSms: 'Your verification code is {####}. Share it with nobody.',
    invitationSubject: 'Your account',
    invitationBody: 'An account was created for you. Your user name is {username}, your temporary password is {####}.',
    invitationSms: 'User name: {username}, temporary password: {####}',
    mfaSubject: 'Your sign-in code',
    mfaBody: 'Your sign-in code is {####}. If you are not signing in, change your password.',
    mfaSms: 'Your sign-in code is {####}. Share it with nobody.',
  },
  de: {
    codeSubject: 'Ihr Bestätigungscode',
    codeBody:
      'Ihr Bestätigungscode lautet {####}. Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese Nachricht.',
    linkSubject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    linkBody:
      'Bitte bestätigen Sie Ihre E-Mail-Adresse: {##E-Mail-Adresse bestätigen##}. Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht.',
    codeSms: 'Ihr Bestätigungscode lautet {####}. Geben Sie ihn nicht weiter.',
    invitationSubject: 'Ihr Konto',
    invitationBody:
      'Für Sie wurde ein Konto angelegt. Ihr Benutzername ist {username}, Ihr vorläufiges Passwort ist {####}.',
    invitationSms: 'Benutzername: {username}, vorläufiges Passwort: {####}',
    mfaSubject: 'Ihr Anmeldecode',
    mfaBody: 'Ihr Anmeldecode lautet {####}. Wenn Sie sich gerade nicht anmelden, ändern Sie Ihr Passwort.',
    mfaSms: 'Ihr Anmeldecode lautet {####}. Geben Sie ihn nicht weiter.',
  },
  fr: {
    codeSubject: 'Votre code de vérification',
    codeBody: "Votre code de vérification est {####}. Si vous ne l'avez pas demandé, ignorez ce message.",
    linkSubject: 'Confirmez votre adresse e-mail',
    linkBody:
      "Veuillez confirmer votre adresse e-mail : {##Confirmer l'adresse e-mail##}. Si vous ne l'avez pas demandé, ignorez ce message.",
    codeSms: 'Votre code de vérification est {####}. Ne le communiquez à personne.',
    invitationSubject: 'Votre compte',
    invitationBody:
      "Un compte a été créé pour vous. Votre nom d'utilisateur est {username}, votre mot de passe temporaire est {####}.",
    invitationSms: 'Utilisateur : {username}, mot de passe temporaire : {####}',
    mfaSubject: 'Votre code de connexion',
    mfaBody:
      "Votre code de connexion est {####}. Si vous n'êtes pas en train de vous connecter, changez votre mot de passe.",
    mfaSms: 'Votre code de connexion est {####}. Ne le communiquez à personne.',
  },
  es: {
    codeSubject: 'Su código de verificación',
    codeBody: 'Su código de verificación es {####}. Si no lo ha solicitado, ignore este mensaje.',
    linkSubject: 'Confirme su correo electrónico',
    linkBody:
      'Confirme su correo electrónico: {##Confirmar correo electrónico##}. Si no lo ha solicitado, ignore este mensaje.',
    codeSms: 'Su código de verificación es {####}. No lo comparta con nadie.',
    invitationSubject: 'Su cuenta',
    invitationBody:
      'Se ha creado una cuenta para usted. Su nombre de usuario es {username} y su contraseña temporal es {####}.',
    invitationSms: 'Usuario: {username}, contraseña temporal: {####}',
    mfaSubject: 'Su código de inicio de sesión',
    mfaBody: 'Su código de inicio de sesión es {####}. Si no está iniciando sesión, cambie su contraseña.',
    mfaSms: 'Su código de inicio de sesión es {####}. No lo comparta con nadie.',
  },
  it: {
    codeSubject: 'Il suo codice di verifica',
    codeBody: "Il suo codice di verifica è {####}. Se non l'ha richiesto, ignori questo messaggio.",
    linkSubject: 'Confermi il suo indirizzo e-mail',
    linkBody:
      "Confermi il suo indirizzo e-mail: {##Conferma indirizzo e-mail##}. Se non l'ha richiesto, ignori questo messaggio.",
    codeSms: 'Il suo codice di verifica è {####}. Non lo comunichi a nessuno.',
    invitationSubject: 'Il suo account',
    invitationBody:
      'È stato creato un account per lei. Il suo nome utente è {username}, la sua password temporanea è {####}.',
    invitationSms: 'Nome utente: {username}, password temporanea: {####}',
    mfaSubject: 'Il suo codice di accesso',
    mfaBody: "Il suo codice di accesso è {####}. Se non sta effettuando l'accesso, cambi la password.",
    mfaSms: 'Il suo codice di accesso è {####}. Non lo comunichi a nessuno.',
  },
  pt: {
    codeSubject: 'O seu código de verificação',
    codeBody: 'O seu código de verificação é {####}. Se não o pediu, ignore esta mensagem.',
    linkSubject: 'Confirme o seu endereço de e-mail',
    linkBody:
      'Confirme o seu endereço de e-mail: {##Confirmar endereço de e-mail##}. Se não o pediu, ignore esta mensagem.',
    codeSms: 'O seu código de verificação é {####}. Não o partilhe com ninguém.',
    invitationSubject: 'A sua conta',
    invitationBody:
      'Foi criada uma conta para si. O seu nome de utilizador é {username} e a sua palavra-passe temporária é {####}.',
    invitationSms: 'Utilizador: {username}, palavra-passe temporária: {####}',
    mfaSubject: 'O seu código de início de sessão',
    mfaBody: 'O seu código de início de sessão é {####}. Se não está a iniciar sessão, altere a sua palavra-passe.',
    mfaSms: 'O seu código de início de sessão é {####}. Não o partilhe com ninguém.',
  },
  nl: {
    codeSubject: 'Uw verificatiecode',
    codeBody: 'Uw verificatiecode is {####}. Hebt u er niet om gevraagd, negeer dit bericht dan.',
    linkSubject: 'Bevestig uw e-mailadres',
    linkBody:
      'Bevestig uw e-mailadres: {##E-mailadres bevestigen##}. Hebt u er niet om gevraagd, negeer dit bericht dan.',
    codeSms: 'Uw verificatiecode is {####}. Deel hem met niemand.',
    invitationSubject: 'Uw account',
    invitationBody:
      'Er is een account voor u gemaakt. Uw gebruikersnaam is {username}, uw tijdelijke wachtwoord is {####}.',
    invitationSms: 'Gebruikersnaam: {username}, tijdelijk wachtwoord: {####}',
    mfaSubject: 'Uw aanmeldcode',
    mfaBody: 'Uw aanmeldcode is {####}. Bent u zich niet aan het aanmelden, wijzig dan uw wachtwoord.',
    mfaSms: 'Uw aanmeldcode is {####}. Deel hem met niemand.',
  },
  pl: {
    codeSubject: 'Twój kod weryfikacyjny',
    codeBody: 'Twój kod weryfikacyjny to {####}. Jeśli to nie była Twoja prośba, zignoruj tę wiadomość.',
    linkSubject: 'Potwierdź swój adres e-mail',
    linkBody:
      'Potwierdź swój adres e-mail: {##Potwierdź adres e-mail##}. Jeśli to nie była Twoja prośba, zignoruj tę wiadomość.',
    codeSms: 'Twój kod weryfikacyjny to {####}. Nie podawaj go nikomu.',
    invitationSubject: 'Twoje konto',
    invitationBody: 'Utworzono dla Ciebie konto. Nazwa użytkownika to {username}, hasło tymczasowe to {####}.',
    invitationSms: 'Nazwa użytkownika: {username}, hasło tymczasowe: {####}',
    mfaSubject: 'Twój kod logowania',
    mfaBody: 'Twój kod logowania to {####}. Jeśli to nie Ty się logujesz, zmień hasło.',
    mfaSms: 'Twój kod logowania to {####}. Nie podawaj go nikomu.',
  },
  ja: {
    codeSubject: '確認コード',
    codeBody: '確認コードは {####} です。お心当たりのない場合は、このメールを無視してください。',
    linkSubject: 'メールアドレスの確認',
    linkBody:
      'メールアドレスを確認してください: {##メールアドレスを確認する##} お心当たりのない場合は、このメールを無視してください。',
    codeSms: '確認コードは {####} です。誰にも教えないでください。',
    invitationSubject: 'アカウントのご案内',
    invitationBody: 'アカウントが作成されました。ユーザー名は {username}、仮パスワードは {####} です。',
    invitationSms: 'ユーザー名: {username} 仮パスワード: {####}',
    mfaSubject: 'サインインコード',
    mfaBody: 'サインインコードは {####} です。サインインしていない場合は、パスワードを変更してください。',
    mfaSms: 'サインインコードは {####} です。誰にも教えないでください。',
  },
} satisfies Record<string, PoolTexts>;
