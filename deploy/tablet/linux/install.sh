#!/bin/sh
# Makes this Debian or Ubuntu machine a Suara Loket tablet. Run as root; running it again changes only what is different.
#   ./install.sh https://loket.kantor [suara-loket.crt]
#   ./install.sh --remove
# Files go below $LOKET_TABLET_ROOT (default: the machine itself), so that what it would do can be looked at first.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
root=${LOKET_TABLET_ROOT:-}
say() { printf '%s\n' "$*"; }
die() { say "install.sh: $*" >&2; exit 2; }
on_machine() { [ -z "$root" ]; }

policies=$root/etc/chromium/policies/managed/loket-tablet.json
authority=$root/usr/local/share/ca-certificates/suara-loket.crt

if [ "${1:-}" = --remove ]; then
  if on_machine; then systemctl disable --now loket-tablet.service || say "The service was not there."; fi
  rm -f "$policies" "$authority" "$root/etc/loket-tablet" "$root/usr/local/bin/loket-tablet" "$root/etc/systemd/system/loket-tablet.service"
  if on_machine; then update-ca-certificates --fresh >/dev/null; systemctl enable getty@tty1.service; fi
  say "Removed. What was rated and not sent yet is still in /home/loket-tablet; delete the account only when nothing waits."
  exit 0
fi

origin=${1:-}
case $origin in
  https://?*[!/] | http://127.0.0.1* | http://localhost*) ;;
  *) die "give the server's address without a slash at the end, e.g. https://loket.kantor" ;;
esac
certificate=${2:-}
[ -z "$certificate" ] || [ -r "$certificate" ] || die "cannot read $certificate"
if on_machine; then [ "$(id -u)" = 0 ] || die "run it as root"; fi

if on_machine; then
  say "1. Packages: cage, chromium, certutil"
  apt-get install -y -q --no-install-recommends cage chromium xwayland libnss3-tools ca-certificates fonts-liberation >/dev/null
  say "2. Account loket-tablet, which can do nothing else"
  id loket-tablet >/dev/null 2>&1 || useradd --create-home --shell /usr/sbin/nologin --groups video,input,render,audio loket-tablet
fi

say "3. What the browser may open: $origin and nothing else"
mkdir -p "$(dirname "$policies")" "$root/etc/systemd/system" "$root/usr/local/bin"
sed "s|@ORIGIN@|$origin|g" "$here/policies.json" >"$policies"
printf '%s\n' "$origin" >"$root/etc/loket-tablet"

if [ -n "$certificate" ]; then
  say "4. The office's certificate; compare its fingerprint with the server's:"
  openssl x509 -in "$certificate" -noout -fingerprint -sha256
  mkdir -p "$(dirname "$authority")"
  cp "$certificate" "$authority"
  if on_machine; then
    update-ca-certificates >/dev/null
    # Chromium on Linux trusts the account's own NSS store, not the system's.
    nss=/home/loket-tablet/.pki/nssdb
    runuser -u loket-tablet -- mkdir -p "$nss"
    runuser -u loket-tablet -- certutil -d "sql:$nss" -N --empty-password 2>/dev/null || :
    runuser -u loket-tablet -- certutil -d "sql:$nss" -A -t C,, -n "Suara Loket" -i "$authority"
  fi
fi

say "5. Start screen with the machine"
install -m 755 "$here/loket-tablet" "$root/usr/local/bin/loket-tablet"
install -m 644 "$here/loket-tablet.service" "$root/etc/systemd/system/loket-tablet.service"
if on_machine; then
  systemctl daemon-reload
  systemctl disable getty@tty1.service >/dev/null 2>&1 || :
  systemctl enable --now loket-tablet.service
fi
say "Done. The tablet asks for a pairing code: panel, page Tablet. Then check it: $origin/counter/check"
