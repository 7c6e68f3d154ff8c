# SPDX-License-Identifier: MIT
"""nginx, Caddy and Varnish in front: bytes, validators and conditional requests get through them, caches follow the feeds."""

import contextlib
import gzip
import html.parser
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

from harness import DEADLINE, SOURCE, DaemonTest, Response, run, seed, wait_for, write_atomically

# Distributions keep daemons where not every user's shell looks.
PATH = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin"
NGINX = shutil.which("nginx", path=PATH)
CADDY = shutil.which("caddy", path=PATH)
VARNISHD = shutil.which("varnishd", path=PATH)
VARNISHADM = shutil.which("varnishadm", path=PATH)

# Long enough for every coding to be worth it.
ARTICLE = "What a proxy passes on has to be what was sent, byte for byte. " * 20

# A proxy is one client to the daemon.
SERVER = "[server]\nmax_connections_per_address = 0\ntrusted_proxies = 127.0.0.1\n"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(DEADLINE)
        self.sock.connect(str(self.path))


def ask(connection, path, method="GET", **headers):
    """One request on a connection of its own; header names as for `Daemon.get`."""
    with contextlib.closing(connection):
        connection.request(method, path,
                           headers={key.replace("_", "-").title(): value for key, value in headers.items()})
        response = connection.getresponse()
        return Response(response.status, {key.lower(): value for key, value in response.getheaders()},
                        response.read())


def decoded(answer):
    return gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(daemon, status, feed_format="atom"):
    """How many answers of this kind the daemon has given: what a cache answers by itself is not among them."""
    match = re.search(rf'^feed_exporter_http_requests_total{{format="{feed_format}",status="{status}"}} (\d+)$',
                      daemon.get("/metrics").text, re.M)
    return int(match[1]) if match else 0


class Proxy:
    """A proxy in a process of its own; all that it writes is in one directory."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-proxy-"))
        self.process = None
        self.port = None

    def spawn(self, command, **options):
        with open(self.directory / "output", "ab") as output:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                            cwd=self.directory, **options)

    @property
    def log(self):
        return "\n".join(file.read_text(errors="replace")
                         for file in (self.directory / "output", self.directory / "error.log") if file.exists())

    def get(self, path, method="GET", source="127.0.0.1", **headers):
        """One request from the address `source`."""
        return ask(http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE, source_address=(source, 0)),
                   path, method, **headers)

    def wait_for(self, path, condition, what, **headers):
        """Fetches `path` until `condition(response)` holds."""
        last = None

        def holds():
            nonlocal last
            last = self.get(path, **headers)
            return condition(last)

        try:
            wait_for(holds, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; last answer {last.status} {last.headers}; log:\n{self.log}")
        return last

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


class Nginx(Proxy):
    CONFIGURATION = """
        daemon off;
        master_process off;
        pid {directory}/nginx.pid;
        error_log {directory}/error.log notice;
        events {{ worker_connections 256; }}
        http {{
            access_log off;
            client_body_temp_path {directory}/body;
            proxy_temp_path {directory}/proxy;
            fastcgi_temp_path {directory}/fastcgi;
            uwsgi_temp_path {directory}/uwsgi;
            scgi_temp_path {directory}/scgi;
            gzip on;
            gzip_types *;
            gzip_proxied any;
            {http}
            server {{
                listen 127.0.0.1:{port};
                {server}
            }}
        }}
    """

    def start(self, server, http=""):
        # Somebody else may take the port before nginx does.
        for _ in range(5):
            self.port = free_port()
            (self.directory / "nginx.conf").write_text(self.CONFIGURATION.format(
                directory=self.directory, port=self.port, server=server, http=http.format(directory=self.directory)))
            self.spawn([NGINX, "-e", self.directory / "error.log", "-p", self.directory, "-c",
                        self.directory / "nginx.conf"])
            if wait_for(self._state, "nginx to listen") == "listening":
                return
            if "Address already in use" not in self.log:
                break
        raise AssertionError(f"nginx exited with {self.process.returncode}:\n{self.log}")

    def _state(self):
        if self.process.poll() is not None:
            return "exited"
        # Written after the sockets have been opened.
        return "listening" if (self.directory / "nginx.pid").exists() else None


class Caddy(Proxy):
    def start(self, site):
        """`site` is a block of a Caddyfile for example.org."""
        self.port = free_port()
        (self.directory / "Caddyfile").write_text(
            "{\n\tadmin off\n}\n" + site.replace("example.org", f"http://127.0.0.1:{self.port}"))
        home = {name: str(self.directory) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        self.spawn([CADDY, "run", "--adapter", "caddyfile", "--config", self.directory / "Caddyfile"],
                   env={**os.environ, **home})
        wait_for(lambda: self.process.poll() is not None or self._listens(), "Caddy to listen")
        if self.process.poll() is not None:
            raise AssertionError(f"caddy exited with {self.process.returncode}:\n{self.log}")

    def _listens(self):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE).close()
            return True


class Varnish(Proxy):
    def start(self, port, rules):
        (self.directory / "default.vcl").write_text(f"""
            vcl 4.1;
            backend default {{ .host = "127.0.0.1"; .port = "{port}"; }}
            {rules}
            sub vcl_deliver {{
                if (obj.hits > 0) {{ set resp.http.X-Cache = "HIT"; }} else {{ set resp.http.X-Cache = "MISS"; }}
            }}
        """)
        self.spawn([VARNISHD, "-F", "-j", "none", "-n", self.directory / "work", "-f", self.directory / "default.vcl",
                    "-a", "127.0.0.1:0", "-T", "127.0.0.1:0", "-s", "malloc,16m",
                    "-p", "thread_pools=1", "-p", "thread_pool_min=10"])
        self.port = wait_for(self._port, "Varnish to listen")

    def admin(self, *command):
        return subprocess.run([VARNISHADM, "-n", self.directory / "work", *command], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=DEADLINE)

    def _port(self):
        if self.process.poll() is not None:
            raise AssertionError(f"varnishd exited with {self.process.returncode}:\n{self.log}")
        match = re.search(r"127\.0\.0\.1 (\d+)", self.admin("debug.listen_address").stdout)
        return match and int(match[1])


class ProxyTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.article = self.write("a.md", seed("First", body=ARTICLE))

    def put(self, proxy, *arguments, **options):
        self.addCleanup(proxy.stop)
        proxy.start(*arguments, **options)
        return proxy

    def assert_same(self, through, direct):
        """The proxy has passed on what the daemon sent."""
        for name in ("content-type", "content-encoding", "etag", "cache-control", "vary", "link", "last-modified"):
            self.assertEqual(through.headers.get(name), direct.headers.get(name), name)
        self.assertEqual((through.status, through.body), (direct.status, direct.body))

    def assert_not_modified(self, answer, etag):
        self.assertEqual((answer.status, answer.body, answer.headers["etag"]), (304, b"", etag))
        self.assertIn("max-age", answer.headers["cache-control"])


def documented(kind, word):
    """The blocks of this kind in docs/operating.md that hold a word."""
    text = (SOURCE / "docs/operating.md").read_text()
    return [block for block in re.findall(rf"^```{kind}\n(.*?)^```", text, re.S | re.M) if word in block]


class References(html.parser.HTMLParser):
    """What a page needs (style sheets, pictures) and where it leads, within the site."""

    def __init__(self, text):
        super().__init__()
        self.paths = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.paths.update(value for name, value in attributes if name in ("href", "src") and value.startswith("/"))


def needed_by(get, path, page):
    """What the pages and a raw feed of a site below `path` refer to, and where it leads."""
    return References(get(path + page).text).paths | set(
        re.findall(r'<\?xml-stylesheet [^>]*href="([^"]+)"', get(f"{path}/feeds/ai.atom").text))


@unittest.skipUnless(NGINX, "nginx is not installed")
class BehindNginx(ProxyTest):
    def put_nginx(self, daemon, more="", http=""):
        """With the location of the documentation, and `more` in it."""
        location = documented("nginx", "location /feeds {")[0]
        self.assertEqual((location.count("127.0.0.1:8080"), location.rstrip()[-1]), (1, "}"))
        location = location.rstrip()[:-1].replace("127.0.0.1:8080", f"127.0.0.1:{daemon.port}")
        return self.put(Nginx(), location + more + "}", http=http)

    def test_every_coding_is_the_daemon_s_own(self):
        daemon = self.start(config=SERVER)
        nginx = self.put_nginx(daemon)
        for path in ("/feeds/ai.atom", "/feeds/ai.rss", "/feeds/ai.json", "/feeds/ai", "/feeds/page.css",
                     "/feeds.opml"):
            # It takes longest to make, and follows a moment after the others.
            wait_for(lambda: daemon.get(path, accept_encoding="br").headers.get("content-encoding") == "br", "brotli")
            for coding in ("gzip", "br", "zstd", "identity", "gzip, deflate, br"):
                with self.subTest(path=path, coding=coding):
                    direct = daemon.get(path, accept_encoding=coding)
                    self.assert_same(nginx.get(path, accept_encoding=coding), direct)
                    head = nginx.get(path, method="HEAD", accept_encoding=coding)
                    self.assertEqual((head.status, head.body, head.headers["content-length"], head.headers["etag"]),
                                     (200, b"", str(len(direct.body)), direct.headers["etag"]))
        self.assertEqual(daemon.get("/feeds/ai.atom", accept_encoding="gzip").headers["content-encoding"], "gzip")
        refused = nginx.get("/feeds/ai.atom", method="POST")
        self.assertEqual((refused.status, refused.headers["allow"]), (405, "GET, HEAD, OPTIONS"))
        self.assertEqual(nginx.get("/feeds/nothing.atom").status, 404)

    def test_a_conditional_request_is_answered_by_the_daemon(self):
        daemon = self.start(config=SERVER)
        nginx = self.put_nginx(daemon)
        full = nginx.get("/feeds/ai.atom", accept_encoding="gzip")
        etag = full.headers["etag"]
        self.assertRegex(etag, r'^"\w+-gzip"$')
        conditions = (etag, f"W/{etag}", f'"other", W/{etag}', "*")
        for condition in conditions:
            answer = nginx.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=condition)
            self.assert_not_modified(answer, etag)
            self.assertEqual(answer.headers["vary"], "Accept-Encoding")
        self.assertEqual((answers(daemon, 200), answers(daemon, 304)), (1, len(conditions)))
        write_atomically(self.article, seed("Second", body=ARTICLE))
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"Second" in answer.body, "the edit")
        answer = nginx.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag)
        self.assertEqual(answer.status, 200)
        self.assertIn(b"Second", gzip.decompress(answer.body))

    def test_an_etag_that_nginx_has_weakened_is_known(self):
        daemon = self.start(config=SERVER)
        # nginx compresses by itself what comes to it as it is.
        nginx = self.put_nginx(daemon, 'proxy_set_header Accept-Encoding "";')
        direct = daemon.get("/feeds/ai.atom")
        answer = nginx.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assertEqual((answer.headers["content-encoding"], answer.headers["etag"]),
                         ("gzip", "W/" + direct.headers["etag"]))
        self.assertEqual(gzip.decompress(answer.body), direct.body)
        before = answers(daemon, 304)
        again = nginx.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=answer.headers["etag"])
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(answers(daemon, 304), before + 1)

    CACHE_ZONE = "proxy_cache_path {directory}/cache levels=1 keys_zone=feeds:1m inactive=10m;"
    CACHE = "proxy_cache feeds; proxy_cache_revalidate on; add_header X-Cache $upstream_cache_status always;"

    def test_a_cache_answers_by_itself(self):
        daemon = self.start(config=SERVER)
        nginx = self.put_nginx(daemon, self.CACHE, self.CACHE_ZONE)
        direct = {coding: daemon.get("/feeds/ai.atom", accept_encoding=coding) for coding in ("gzip", "identity")}
        before = answers(daemon, 200)
        for state in ("MISS", "HIT", "HIT"):
            for coding, expected in direct.items():
                answer = nginx.get("/feeds/ai.atom", accept_encoding=coding)
                self.assertEqual(answer.headers["x-cache"], state, coding)
                self.assert_same(answer, expected)
        for coding, expected in direct.items():
            etag = expected.headers["etag"]
            for condition in (etag, f"W/{etag}"):
                answer = nginx.get("/feeds/ai.atom", accept_encoding=coding, if_none_match=condition)
                self.assertEqual(answer.headers["x-cache"], "HIT")
                self.assert_not_modified(answer, etag)
        self.assertEqual((answers(daemon, 200), answers(daemon, 304)), (before + 2, 0))

    def test_a_cache_revalidates_what_has_expired_and_outlives_the_daemon(self):
        daemon = self.start(config=SERVER + "[feeds]\nmax_age = 1 s\n")
        nginx = self.put_nginx(daemon, self.CACHE, self.CACHE_ZONE)
        first = nginx.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assertEqual(first.headers["x-cache"], "MISS")
        # From the reader through the cache to the daemon and back.
        answer = nginx.wait_for("/feeds/ai.atom", lambda answer: answer.headers["x-cache"] == "REVALIDATED",
                                "a revalidation", accept_encoding="gzip", if_none_match=first.headers["etag"])
        self.assert_not_modified(answer, first.headers["etag"])
        kept = nginx.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assertEqual((kept.status, kept.body, kept.headers["etag"]), (200, first.body, first.headers["etag"]))
        self.assertEqual(answers(daemon, 200), 1)
        self.assertGreaterEqual(answers(daemon, 304), 1)

        write_atomically(self.article, seed("Second", body=ARTICLE))
        second = nginx.wait_for("/feeds/ai.atom", lambda answer: answer.headers["etag"] != first.headers["etag"],
                                "the edit", accept_encoding="gzip")
        self.assertEqual(second.headers["x-cache"], "EXPIRED")
        self.assertIn(b"Second", gzip.decompress(second.body))
        self.assertEqual(nginx.get("/feeds/ai.atom", accept_encoding="gzip",
                                   if_none_match=first.headers["etag"]).status, 200)

        self.assertEqual(daemon.stop(), 0)
        stale = nginx.wait_for("/feeds/ai.atom", lambda answer: answer.headers["x-cache"] == "STALE",
                               "the stale answer", accept_encoding="gzip")
        self.assertEqual((stale.status, stale.body), (200, second.body))

    def test_every_documented_set_up_forwards_what_pages_need(self):
        settings = documented("ini", "trusted_proxies")[0]
        # The path of the base URL, a page to begin with, and where that leads beyond what is forwarded.
        expected = [("/news", "/", set()), ("", "/", set()), ("", "/feeds/ai", {"/"})]
        set_ups = documented("nginx", "proxy_pass")
        self.assertEqual(len(set_ups), len(expected))
        for set_up, (path, page, elsewhere) in zip(set_ups, expected):
            with self.subTest(set_up):
                daemon = self.start(config=settings.replace("/news", path))
                nginx = self.put(Nginx(), set_up.replace("127.0.0.1:8080", f"127.0.0.1:{daemon.port}"))
                references = needed_by(nginx.get, path, page) - elsewhere
                self.assertEqual(sum(reference.endswith(".css") for reference in references), 2)
                self.assertEqual({reference: nginx.get(reference).status for reference in references},
                                 dict.fromkeys(references, 200))
                self.assertEqual(nginx.get(f"{path}/metrics").status, 404)

    def test_the_path_of_the_base_url_is_passed_on_or_stripped(self):
        self.write("_data/topics/ai.yaml", "_id: ai\nname: AI\naliases: [machines that think]\n")
        daemon = self.start(config=SERVER + "[site]\nbase_url = https://example.org/news\n")
        direct = daemon.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assertIn(b'href="https://example.org/news/feeds/ai.atom"', gzip.decompress(direct.body))
        self.assertIn("<https://example.org/news/feeds/ai.rss>", direct.headers["link"])
        for end in ("", "/"):
            with self.subTest("stripped" if end else "passed on"):
                nginx = self.put(Nginx(), f"location /news/ {{ proxy_pass http://127.0.0.1:{daemon.port}{end}; }}")
                self.assert_same(nginx.get("/news/feeds/ai.atom", accept_encoding="gzip"), direct)
                self.assert_same(nginx.get("/news/"), daemon.get("/"))
                etag = direct.headers["etag"]
                self.assert_not_modified(
                    nginx.get("/news/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag), etag)
                alias = nginx.get("/news/feeds/machines-that-think.atom")
                self.assertEqual((alias.status, alias.headers["location"]),
                                 (301, "https://example.org/news/feeds/ai.atom"))

    def test_the_reader_s_address_is_in_the_access_log(self):
        daemon = self.start(config=SERVER + "[log]\naccess = json\n")
        nginx = self.put_nginx(daemon)
        self.assertEqual(nginx.get("/feeds/ai.atom", source="127.0.0.2").status, 200)
        # What a reader says of itself is not believed: the proxy's word comes last.
        self.assertEqual(nginx.get("/feeds/ai.rss", source="127.0.0.3", x_forwarded_for="192.0.2.1").status, 200)

        def entries():
            lines = [json.loads(line) for line in list(daemon.lines) if line.startswith("{")]
            return {line["target"]: line["client"] for line in lines}

        wait_for(lambda: len(entries()) == 2, "two lines of access log")
        self.assertEqual(entries(), {"/feeds/ai.atom": "127.0.0.2", "/feeds/ai.rss": "127.0.0.3"})

    def test_the_budget_is_each_reader_s_own(self):
        daemon = self.start(config=SERVER + "request_budget = 1\n")
        nginx = self.put_nginx(daemon)
        self.assertEqual(nginx.get("/feeds/ai.atom", source="127.0.0.2").status, 200)
        refused = nginx.get("/feeds/ai.atom", source="127.0.0.2")
        self.assertEqual(refused.status, 429)
        self.assertRegex(refused.headers["retry-after"], r"^[1-9]\d*$")
        self.assertEqual(nginx.get("/feeds/ai.atom", source="127.0.0.3").status, 200)

    def test_nginx_keeps_its_connection_to_the_daemon(self):
        daemon = self.start(config=SERVER)
        nginx = self.put(
            Nginx(), 'location / { proxy_pass http://feeds; proxy_http_version 1.1; proxy_set_header Connection ""; }',
            http=f"upstream feeds {{{{ server 127.0.0.1:{daemon.port}; keepalive 1; }}}}")
        before = daemon.metric("http_connections_total")
        for _ in range(10):
            answer = nginx.get("/feeds/ai.atom", accept_encoding="gzip")
            self.assertEqual(answer.status, 200)
            again = nginx.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=answer.headers["etag"])
            self.assert_not_modified(again, answer.headers["etag"])
        # One for nginx, one to ask.
        self.assertEqual(daemon.metric("http_connections_total"), before + 2)

    def test_a_unix_socket_leads_to_the_daemon(self):
        with tempfile.TemporaryDirectory(prefix="feed-exporter-socket-") as directory:
            path = os.path.join(directory, "feeds.sock")
            daemon = self.start(listen=f"unix:{path}", config="[site]\nbase_url = https://example.org\n"
                                "[server]\ntrusted_proxies = unix\n[log]\naccess = json\n")
            nginx = self.put(Nginx(), f"""location / {{
                proxy_pass http://unix:{path}:;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            }}""")
            direct = ask(UnixConnection(path), "/feeds/ai.atom", accept_encoding="gzip")
            self.assert_same(nginx.get("/feeds/ai.atom", source="127.0.0.2", accept_encoding="gzip"), direct)
            etag = direct.headers["etag"]
            self.assert_not_modified(nginx.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag), etag)
            self.assertIn(b'href="https://example.org/feeds/ai.atom"', gzip.decompress(direct.body))
            wait_for(lambda: '"client":"127.0.0.2"' in daemon.log, "the reader's address in the access log")


@unittest.skipUnless(NGINX, "nginx is not installed")
class StaticFiles(ProxyTest):
    def test_the_documented_set_up_serves_an_export_as_the_daemon_would(self):
        site = "[site]\nbase_url = https://example.org\nauthority = example.org,2026\n"
        daemon = self.start(config=site)
        with tempfile.TemporaryDirectory() as directory:
            # nginx's workers give up root, if they had it.
            os.chmod(directory, 0o755)
            config = pathlib.Path(directory, "site.ini")
            config.write_text(site)
            files = pathlib.Path(directory, "public")
            result = run("export", "--config", config, "--seeds", self.seeds, "--output", files)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            nginx = self.put(Nginx(), documented("nginx", "root /srv/feeds")[0].replace("/srv/feeds", str(files)))
            paths = needed_by(nginx.get, "", "/") | {"/feeds/ai.rss", "/feeds/ai.json", "/feeds.opml", "/feeds.json"}
            for path in paths | needed_by(nginx.get, "", "/feeds/ai"):
                for coding in ("identity", "gzip"):
                    direct, static = (server.get(path, accept_encoding=coding) for server in (daemon, nginx))
                    self.assertEqual((static.status, static.headers["content-type"], decoded(static)),
                                     (direct.status, direct.headers["content-type"], decoded(direct)), path)
            self.assertEqual(nginx.get("/feeds/none.atom").status, 404)


@unittest.skipUnless(CADDY, "caddy is not installed")
class BehindCaddy(ProxyTest):
    def test_the_documented_set_up_forwards_what_pages_need(self):
        daemon = self.start(config=documented("ini", "trusted_proxies")[0])
        site = documented("caddy", "reverse_proxy")[0]
        self.assertEqual(site.count("127.0.0.1:8080"), 1)
        caddy = self.put(Caddy(), site.replace("127.0.0.1:8080", f"127.0.0.1:{daemon.port}"))
        references = needed_by(caddy.get, "/news", "/")
        self.assertEqual({reference: caddy.get(reference).status for reference in references},
                         dict.fromkeys(references, 200))
        moved = caddy.get("/news")
        self.assertEqual((moved.status, moved.headers["location"]), (302, "/news/"))
        for path in ("metrics", "healthz", "readyz"):
            self.assertEqual(caddy.get(f"/news/{path}").status, 404)

    def test_bytes_and_validators_get_through(self):
        daemon = self.start(config=documented("ini", "trusted_proxies")[0])
        caddy = self.put(Caddy(), f"example.org {{\n\treverse_proxy 127.0.0.1:{daemon.port}\n}}\n")
        for coding in ("identity", "gzip", "zstd"):
            direct = daemon.get("/feeds/ai.atom", accept_encoding=coding)
            self.assert_same(caddy.get("/feeds/ai.atom", accept_encoding=coding), direct)
            etag = direct.headers["etag"]
            self.assert_not_modified(caddy.get("/feeds/ai.atom", accept_encoding=coding, if_none_match=etag), etag)


@unittest.skipUnless(VARNISHD and VARNISHADM, "varnish is not installed")
class BehindVarnish(ProxyTest):
    def test_a_cache_answers_by_itself_until_it_is_told(self):
        daemon = self.start(config=SERVER)
        varnish = self.put(Varnish(), daemon.port, "")
        direct = {coding: daemon.get("/feeds/ai.atom", accept_encoding=coding) for coding in ("gzip", "identity")}
        before = answers(daemon, 200)
        etag = direct["gzip"].headers["etag"]
        for state in ("MISS", "HIT"):
            answer = varnish.get("/feeds/ai.atom", accept_encoding="gzip")
            self.assertEqual(answer.headers["x-cache"], state)
            self.assert_same(answer, direct["gzip"])
        head = varnish.get("/feeds/ai.atom", method="HEAD", accept_encoding="gzip")
        self.assertEqual((head.status, head.body, head.headers["etag"], head.headers["content-length"]),
                         (200, b"", etag, str(len(direct["gzip"].body))))
        # Varnish keeps what is compressed, and unpacks it for who cannot.
        plain = varnish.get("/feeds/ai.atom")
        self.assertEqual((plain.status, plain.headers["etag"], plain.headers.get("content-encoding")),
                         (200, f"W/{etag}", None))
        self.assertEqual(plain.body, direct["identity"].body)
        for condition in (etag, f"W/{etag}"):
            self.assert_not_modified(varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=condition),
                                     etag)
            self.assertEqual(varnish.get("/feeds/ai.atom", if_none_match=condition).status, 304)
        self.assertEqual(answers(daemon, 200), before + 1)

        # Thrown away and fetched again it is the same to every reader.
        self.assertEqual(varnish.admin("ban", "req.url ~ ^/feeds/").returncode, 0)
        again = varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag)
        self.assertEqual(again.headers["x-cache"], "MISS")
        self.assert_not_modified(again, etag)

        write_atomically(self.article, seed("Second", body=ARTICLE))
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"Second" in answer.body, "the edit")
        self.assert_not_modified(varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag), etag)
        self.assertEqual(varnish.admin("ban", "req.url ~ ^/feeds/").returncode, 0)
        answer = varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag)
        self.assertEqual((answer.status, answer.headers["x-cache"]), (200, "MISS"))
        self.assert_same(answer, daemon.get("/feeds/ai.atom", accept_encoding="gzip"))

    def test_without_its_cache_the_daemon_answers(self):
        daemon = self.start(config=SERVER)
        varnish = self.put(Varnish(), daemon.port, "sub vcl_recv { return (pass); }")
        direct = daemon.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assert_same(varnish.get("/feeds/ai.atom", accept_encoding="gzip"), direct)
        etag = direct.headers["etag"]
        conditions = (etag, f"W/{etag}")
        for condition in conditions:
            self.assert_not_modified(varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=condition),
                                     etag)
        self.assertEqual(answers(daemon, 304), len(conditions))
        head = varnish.get("/feeds/ai.atom", method="HEAD", accept_encoding="gzip")
        self.assertEqual((head.status, head.body, head.headers["content-length"], head.headers["etag"]),
                         (200, b"", str(len(direct.body)), etag))

    def test_what_has_expired_is_asked_for_conditionally(self):
        daemon = self.start(config=SERVER + "[feeds]\nmax_age = 1 s\n")
        varnish = self.put(Varnish(), daemon.port, "sub vcl_backend_response { set beresp.keep = 10m; }")
        first = varnish.get("/feeds/ai.atom", accept_encoding="gzip")
        etag = first.headers["etag"]

        def asked_again():
            self.assert_not_modified(varnish.get("/feeds/ai.atom", accept_encoding="gzip", if_none_match=etag), etag)
            return answers(daemon, 304) >= 1

        wait_for(asked_again, "Varnish to ask again")
        self.assertEqual(answers(daemon, 200), 1)
        kept = varnish.get("/feeds/ai.atom", accept_encoding="gzip")
        self.assertEqual((kept.status, kept.body), (200, first.body))

        write_atomically(self.article, seed("Second", body=ARTICLE))
        second = varnish.wait_for("/feeds/ai.atom", lambda answer: answer.status == 200, "the edit",
                                  accept_encoding="gzip", if_none_match=etag)
        self.assertIn(b"Second", gzip.decompress(second.body))
        self.assertNotEqual(second.headers["etag"], etag)


if __name__ == "__main__":
    unittest.main()
