/** Text of strangers as it is: what cannot be seen, or would turn other text round, is shown as an escape. */
import { Fragment } from 'react';
import styles from './visible-text.module.css';

/** Control and format characters, lone surrogates, and what only looks like a blank; line breaks and tabs stay. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/u;
const PARTS = new RegExp(`(${INVISIBLE.source})`, 'u');

/** `\u202e` for the character that turns the direction of text. */
function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

export function VisibleText({ children }: { readonly children: string }) {
  return (
    <bdi>
      {children.split(PARTS).map((part, index) =>
        INVISIBLE.test(part) && part !== '\n' && part !== '\t' ? (
          <span key={index} className={styles['escape']}>
            {escapeOf(part)}
          </span>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </bdi>
  );
}
