# The command `handouts` in a container; docs/ci.md says how to run it.

FROM debian:trixie-slim AS system
# Pages are set in our own fonts alone, so those that Pango brings are left out.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        --option Dpkg::Options::=--path-exclude=/usr/share/fonts/* \
        python3 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*

FROM system AS build
RUN apt-get update && apt-get install --yes --no-install-recommends binutils python3-pip
RUN python3 -m venv --without-pip /opt/handouts
ENV PIP_PYTHON=/opt/handouts/bin/python PIP_NO_CACHE_DIR=1
WORKDIR /source
COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock
COPY . ./
# What only builds goes again; two thirds of the compiled modules are there for debuggers.
RUN pip install --no-deps --no-build-isolation . \
    && pip uninstall --yes hatchling packaging pathspec pluggy tomlkit trove-classifiers \
    && find /opt/handouts -name '*.so' -exec strip --strip-unneeded {} +

FROM system
COPY --from=build /opt/handouts /opt/handouts
ENV PATH=/opt/handouts/bin:$PATH LANG=C.UTF-8 TZ=UTC
WORKDIR /clinic
USER 1000:1000
ENTRYPOINT ["handouts"]
CMD ["--help"]
