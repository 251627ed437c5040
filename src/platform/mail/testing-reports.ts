/** What a mail server knows of a mail that it could not deliver. */
export type Bounce = {
  messageId: string;
  to: string;
  action?: string;
  status?: string;
  words?: string;
  /** What the sender called it (RFC 3461), where the server was told. */
  envelopeId?: string;
};

// Written after RFC 3464, in the habits of three servers: what they put where, and in which words.

/** Postfix: an own field for the queue, the status as the other server gave it, only headers come back. */
export function postfix(bounce: Bounce): string {
  const { messageId, to, action = 'failed', status = '5.1.1', envelopeId } = bounce;
  const words = bounce.words ?? `550 5.1.1 <${to}>: Recipient address rejected: User unknown`;
  return `Return-Path: <>
From: MAILER-DAEMON@relay.test (Mail Delivery System)
To: city@town.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4bXq1R0Y.1760000000/relay.test"
Message-Id: <4bXq1R0Z@relay.test>

This is a MIME-encapsulated message.

--4bXq1R0Y.1760000000/relay.test
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

Your message could not be delivered to <${to}>.

--4bXq1R0Y.1760000000/relay.test
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.test
${envelopeId ? `Original-Envelope-Id: ${envelopeId}\n` : ''}X-Postfix-Queue-ID: 4bXq1R0Y
X-Postfix-Sender: rfc822; city@town.test
Arrival-Date: Tue, 13 Oct 2026 10:00:00 +0200 (CEST)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.people.test
Diagnostic-Code: smtp; ${words.replaceAll(': ', ':\n    ')}

--4bXq1R0Y.1760000000/relay.test
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: city@town.test
To: ${to}
Subject: Test mail
Message-ID: ${messageId}
Date: Tue, 13 Oct 2026 08:00:00 +0000

--4bXq1R0Y.1760000000/relay.test--
`;
}

/** Exim: a status that says no more than "no", the whole mail comes back. */
export function exim({ messageId, to }: Bounce): string {
  return `Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@smart.test>
To: city@town.test
References: ${messageId}
Content-Type: multipart/report; report-type=delivery-status; boundary=1760000000-eximdsn-12345
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1v8XYZ-000001-0A@smart.test>

--1760000000-eximdsn-12345
Content-type: text/plain; charset=us-ascii

A message that you sent could not be delivered: ${to}

--1760000000-eximdsn-12345
Content-type: message/delivery-status

Reporting-MTA: dns; smart.test

Action: failed
Final-Recipient: rfc822;${to}
Status: 5.0.0
Remote-MTA: dns; mail.people.test
Diagnostic-Code: smtp; 552 5.2.2 <${to}>: mailbox over its limit at 10.5.1.1

--1760000000-eximdsn-12345
Content-type: message/rfc822

Return-path: <city@town.test>
Received: from [127.0.0.1] by smart.test with esmtp
From: city@town.test
To: ${to}
Subject: Test mail
Message-ID: ${messageId}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain

Hello

--inner
Content-Type: text/html

<p>Hello</p>

--inner--

--1760000000-eximdsn-12345--
`;
}

/** Exchange: HTML beside the text, no space after the type of the words, encoded parts, a Message-ID of a relay's own. */
export function exchange({ messageId, to }: Bounce): string {
  const status = `Reporting-MTA: dns;outlook.test\r
Received-From-MTA: dns;relay.test\r
Arrival-Date: Tue, 13 Oct 2026 08:00:00 +0000\r
\r
Final-Recipient: rfc822;${to}\r
Action: failed\r
Status: 5.7.1\r
Diagnostic-Code: smtp;550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by policy\r
X-Display-Name: ${to}\r
`;
  return `From: <postmaster@people.test>
To: <city@town.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="b1760000000_=people.test"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
In-Reply-To: ${messageId}
Subject: Undeliverable: Test mail

--b1760000000_=people.test
Content-Type: multipart/alternative; differences=Content-Type; boundary="b2_=people.test"

--b2_=people.test
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to ${to} couldn't be delivered.

--b2_=people.test
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><b>Your message couldn't be delivered.</b></body></html>

--b2_=people.test--

--b1760000000_=people.test
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${Buffer.from(status).toString('base64').replace(/.{76}/g, '$&\n')}

--b1760000000_=people.test
Content-Type: message/rfc822

Received: from relay.test by outlook.test with Microsoft SMTP Server
From: city@town.test
To: ${to}
Subject: Test mail
Message-ID: <0100019a@relay.test>
X-Samvirke-Mail: ${messageId.slice(1, 37)}

--b1760000000_=people.test--
`;
}
