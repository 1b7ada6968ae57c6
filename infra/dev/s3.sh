#!/usr/bin/env bash
# A real S3 server (SeaweedFS, from the locked requirements) for this machine.
# Usage: s3.sh start | stop | status | env | port
#   S3_INSTANCE=dev|test  which store; each has its own folder and keys
#   S3_PORT=8333          where it listens, on 127.0.0.1 only; the fourteen ports after it are used inside
. "$(dirname "$0")/common.sh"
: "${S3_INSTANCE:=dev}" "${S3_PORT:=8333}" "${S3_BUCKET:=thongthin}"
S3_HOME=$(instance_home "$S3_INSTANCE")/s3
WEED=$ROOT/.venv/bin/weed

pid() { cat "$S3_HOME/pid" 2>/dev/null; }
alive() { local p; p=$(pid) && kill -0 "$p" 2>/dev/null && grep -qa weed "/proc/$p/cmdline" 2>/dev/null; }
answers() { "$(any_python)" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$S3_PORT/healthz', timeout=2)" 2>/dev/null; }

write_settings() {
  local section
  # Without these keys the inner file server would let anyone on this machine delete any object.
  [ -f security.toml ] || for section in jwt.signing jwt.signing.read jwt.filer_signing jwt.filer_signing.read; do
    printf '[%s]\nkey = "%s"\n' "$section" "$(secret)$(secret)"; done > security.toml
  cat > s3.json <<J
{"identities": [{"name": "thongthin", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
  "credentials": [{"accessKey": "$(secret_of "$S3_INSTANCE" s3_access_key)", "secretKey": "$(secret_of "$S3_INSTANCE" s3_secret_key)"}]}]}
J
}

# The server keeps our terminal's Ctrl-C out (setsid): whoever starts it also stops it.
launch() {
  local p=$S3_PORT inner=$((S3_PORT + 10004))     # its housekeeper looks for the admin port plus 10,000
  [ $inner -le 65535 ] || inner=$((p + 14))       # above 55531 there is no such port: it works, without housekeeping
  GOMEMLIMIT=400MiB setsid "$WEED" mini -dir="$S3_HOME/data" -ip=127.0.0.1 -ip.bind=127.0.0.1 \
    -s3.port="$p" -s3.port.grpc=$((p + 10)) -master.port=$((p + 1)) -master.port.grpc=$((p + 11)) \
    -volume.port=$((p + 2)) -volume.port.grpc=$((p + 12)) -filer.port=$((p + 3)) -filer.port.grpc=$((p + 13)) \
    -admin.port=$((p + 4)) -admin.port.grpc="$inner" -admin.ui=false -webdav=false -s3.port.iceberg=0 -s3.port.lance=0 \
    -master.volumeSizeLimitMB=128 -master.telemetry=false -s3.allowDeleteBucketNotEmpty=false -s3.autoCreateBucket=false \
    -s3.config="$S3_HOME/s3.json" >>"$S3_HOME/log" 2>&1 </dev/null &
  echo $! > pid
}

ready() {   # one start in twenty has been seen to die just after its first answer: look twice
  for _ in $(seq 240); do
    answers && sleep 0.5 && alive && answers && return
    alive || return 1
    sleep 0.25
  done
  return 1
}

make_bucket() {
  S3_PORT=$S3_PORT S3_BUCKET=$S3_BUCKET ACCESS=$(secret_of "$S3_INSTANCE" s3_access_key) SECRET=$(secret_of "$S3_INSTANCE" s3_secret_key) \
  "$ROOT/.venv/bin/python" - <<'P'
import os
from minio import Minio
store = Minio(f"127.0.0.1:{os.environ['S3_PORT']}", os.environ["ACCESS"], os.environ["SECRET"], secure=False, region="us-east-1")
store.bucket_exists(os.environ["S3_BUCKET"]) or store.make_bucket(os.environ["S3_BUCKET"])
P
}

start() {
  if alive && answers; then make_bucket; return; fi
  [ -x "$WEED" ] || die "the object store is not installed." "Run infra/dev/bootstrap.sh first."
  if port_is_taken "$S3_PORT"; then die "port $S3_PORT is taken by another program." "Choose a free one: S3_PORT=18400 infra/dev/s3.sh start"; fi
  (umask 077; mkdir -p "$S3_HOME/data"; cd "$S3_HOME"; write_settings)
  local attempt
  for attempt in 1 2 3; do
    (cd "$S3_HOME"; launch)        # it reads security.toml from its working folder
    if ready; then make_bucket; return; fi
    stop
  done
  tail -20 "$S3_HOME/log" >&2
  die "the object store did not start." "Its last lines are above; the whole log is $S3_HOME/log. A full disk is the usual reason: df -h $S3_HOME"
}

stop() {   # it may take half a minute to put everything away; a start before that fails
  local p; p=$(pid) || return 0
  alive && kill "$p" 2>/dev/null
  for _ in $(seq 240); do kill -0 "$p" 2>/dev/null || break; sleep 0.25; done
  rm -f "$S3_HOME/pid"
}

settings() {
  cat <<E
S3_ENDPOINT=127.0.0.1:$S3_PORT
S3_ACCESS_KEY=$(secret_of "$S3_INSTANCE" s3_access_key)
S3_SECRET_KEY=$(secret_of "$S3_INSTANCE" s3_secret_key)
S3_BUCKET=$S3_BUCKET
S3_SECURE=0
E
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  status) alive && answers ;;
  env) settings ;;
  port) echo "$S3_PORT" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
